/** Orders of acting supervisors and their ends, as they were signed, each checked before it was put here. Numbers rise in the order of the commits within an area: a device says the last that it has. */
export const actingOrders = `
  CREATE TABLE acting_order (
    number bigserial PRIMARY KEY, area text NOT NULL, hash text NOT NULL, bytes text NOT NULL, signature text NOT NULL, at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (area, hash)
  );
  CREATE INDEX acting_order_area ON acting_order (area, number);
`;
