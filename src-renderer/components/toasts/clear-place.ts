/** Pixels of the window. */
export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** Where the toasts may stand over the screen, the likeliest first. */
export const toastPlaces = ['bottom', 'bottom-end', 'bottom-start', 'top'] as const;
export type ToastPlace = (typeof toastPlaces)[number];

const common = (one: Box, other: Box): number =>
  Math.max(0, Math.min(one.right, other.right) - Math.max(one.left, other.left)) * Math.max(0, Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top));

const boxAt = (place: ToastPlace, room: Box, { width, height }: { readonly width: number; readonly height: number }): Box => {
  const left = place === 'bottom-start' ? room.left : place === 'bottom-end' ? room.right - width : (room.left + room.right - width) / 2;
  const top = place === 'top' ? room.top : room.bottom - height;
  return { left, top, right: left + width, bottom: top + height };
};

/** Where toasts of `size` cover none of `kept` within `room`; where there is no such place, where they cover least. */
export const clearPlace = (room: Box, size: { readonly width: number; readonly height: number }, kept: readonly Box[]): ToastPlace => {
  const covered = toastPlaces.map((place) => ({ place, area: kept.reduce((sum, box) => sum + common(boxAt(place, room, size), box), 0) }));
  return covered.reduce((best, one) => (one.area < best.area ? one : best)).place;
};
