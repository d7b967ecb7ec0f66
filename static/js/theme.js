// Runs before the page is painted, so that a chosen theme does not flash. The choice stays on this device.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the device's own setting holds.
}
