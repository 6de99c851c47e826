// Counts down how long a broadcast can still be taken back; when that is over, the page is asked for anew.
const left = document.getElementById("undo-left");
if (left) {
  const words = left.textContent;
  const until = Date.parse(left.dateTime) - Date.parse(left.dataset.now) + Date.now();
  const timer = setInterval(() => {
    const seconds = Math.ceil((until - Date.now()) / 1000);
    if (seconds <= 0) {
      clearInterval(timer);
      setTimeout(() => location.reload(), 2000);
      return;
    }
    if (seconds < 3600) left.textContent = words.replace(/[\d.]+ .*? /, `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} `);
  }, 1000);
}
