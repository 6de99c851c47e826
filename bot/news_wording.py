"""What is said to a person about the news: what was chosen, and how it is changed."""

from broadcasts.broadcast import Rhythm

VERSION = "3"
"""Goes up with each change of what the confirming sentences say; kept with each choice."""

ALL = "Đã ghi nhận: Ông/Bà nhận tin của {agency}, {rhythm}. Muốn thôi nhận, nhắn “ngừng tin”."
SOME = (
    "Đã ghi nhận: Ông/Bà nhận tin của {agency} về: {topics}; {rhythm}. "
    "Muốn nhận mọi chủ đề, nhắn “đăng ký tin”. Muốn thôi nhận, nhắn “ngừng tin”."
)
BUT = (
    "Đã ghi nhận: Ông/Bà nhận tin của {agency}, trừ: {topics}; {rhythm}. "
    "Muốn nhận mọi chủ đề, nhắn “đăng ký tin”. Muốn thôi nhận, nhắn “ngừng tin”."
)
NONE = "Đã ghi nhận: Ông/Bà không nhận tin của {agency} nữa. Khi cần hỏi thủ tục, Ông/Bà cứ nhắn ở đây."
NOW_ALL = "Ông/Bà đang nhận tin của {agency}, {rhythm}. Muốn thôi nhận, nhắn “ngừng tin”."
NOW_SOME = "Ông/Bà đang nhận tin của {agency} về: {topics}; {rhythm}. Muốn thôi nhận, nhắn “ngừng tin”."
NOW_BUT = "Ông/Bà đang nhận tin của {agency}, trừ: {topics}; {rhythm}. Muốn thôi nhận, nhắn “ngừng tin”."
NOW_NONE = "Ông/Bà hiện không nhận tin của {agency}. Muốn nhận, nhắn “đăng ký tin”."
CHOOSE = "Muốn nhận riêng một chủ đề, xin chọn, hoặc nhắn, ví dụ: “đăng ký tin {example}”."
UNKNOWN = (
    "Chưa có chủ đề tin “{words}”. Xin Ông/Bà chọn một chủ đề, hoặc nhắn “đăng ký tin” để nhận mọi chủ đề."
)
UNKNOWN_TO_STOP = (
    "Chưa có chủ đề tin “{words}”, nên chưa có gì thay đổi. Muốn thôi nhận mọi tin, nhắn “ngừng tin”. "
    "Muốn xem đang nhận tin gì, nhắn “chủ đề tin”."
)
IN_CHAT = "Tin sẽ hiện ở đây mỗi khi Ông/Bà mở lại cuộc trò chuyện này."

RHYTHMS = {
    Rhythm.INSTANT: "gửi ngay khi có tin",
    Rhythm.DAILY: "gửi gộp mỗi ngày một lần",
    Rhythm.WEEKLY: "gửi gộp mỗi tuần một lần",
}
DAILY = "Gộp mỗi ngày một lần"
WEEKLY = "Gộp mỗi tuần một lần"
INSTANT = "Gửi ngay khi có tin"
STOP = "Ngừng tin"
START = "Đăng ký tin"
"""Labels of buttons; Messenger shows 20 characters of each."""
