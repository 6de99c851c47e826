"""What the picture of `congdan evaluate --plot` says."""

from bot.plotting import Words

WORDS = Words(
    title="Trả lời ngay {answered} trong 100 câu, sai {wrong} trong 100 câu trả lời",
    text=(
        "Đường cong: hạ ngưỡng tin cậy thì trả lời được nhiều câu hơn và sai nhiều hơn."
        " Ngưỡng đang dùng là {threshold}: trả lời ngay {answered} trong 100 câu có lời giải,"
        " sai {wrong} trong 100 câu đã trả lời. Các số ở bảng dưới đường cong."
    ),
    across="Số câu được trả lời ngay, trong 100 câu có lời giải",
    up="Số câu trả lời sai thủ tục, trong 100 câu đã trả lời",
    here="Ngưỡng đang dùng: {threshold}",
    columns=("Ngưỡng tin cậy", "Trả lời ngay (%)", "Trả lời sai (%)", "Số câu đã trả lời"),
    comma=",",
)
