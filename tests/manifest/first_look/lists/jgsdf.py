"""A Japanese unit to the Philippines: two CSV files in Shift_JIS, with eras, marks and full-width figures.

Everybody is invented. Written by somebody who had not seen how lists are read.
"""

# fmt: off
import csv
import io
from pathlib import Path

VISIT = """\
title = "Ground unit to Cebu, invented"
receiving_state = "PH"
sending_state = "JP"
start = 2025-10-08
end = 2025-10-22
activity_type = "exercise"
"""


def write(folder: Path) -> None:
    """Write the list and its visit.toml."""
    (folder / "visit.toml").write_text(VISIT, encoding="utf-8")
    head = ["番号", "階級", "氏名\n（漢字）", "氏（ローマ字）", "名（ローマ字）", "認識番号", "生年月日",
        "性別", "国籍", "旅券", "旅券番号", "旅券有効期限", "血液型", "運転免許", "家族連絡先", "備考"]
    people = [
        ("１", "２等陸佐", "例　一郎", "REI", "ICHIRO", "Ｇ１２３４０１", "昭和53年12月3日", "男", "日本",
            "○", "ＴＲ１２３４５６７", "令和１２年３月３１日", "Ａ", "×", "例 花子 090-0000-0000", ""),
        ("２", "３等陸佐", "見本　二郎", "MIHON", "JIRO", "Ｇ１２３４０２", "平成元年1月8日", "男", "日本",
            "○", "TR1234568", "R11.2.28", "Ｏ", "○", "", ""),
        ("３", "１等陸尉", "髙橋（仮）　三子", "TAKAHASHI", "MITSUKO", "Ｇ１２３４０３", "H5.4.1", "女",
            "日本", "○", "TR1234569", "令和9年12月1日", "Ｂ", "○", "", "医官"),
        ("４", "２等陸曹", "仮名　四郎", "KAMEI", "SHIRO", "Ｇ１２３４０４", "平成５年１０月１２日", "男",
            "日本", "×", "", "", "ＡＢ", "○", "", "旅券申請中"),
        ("５", "３等陸曹", "架空　五月", "KAKU", "SATSUKI", "Ｇ１２３４０５", "平成11年2月29日", "女",
            "日本", "○", "TR1234571", "2030/7/15", "Ａ", "△", "", "免許更新中"),
        ("６", "陸士長", "ﾀﾞﾐｰ 六", "DAMI", "ROKU", "Ｇ１２３４０６", "平成13年7月7日", "男", "日本", "○",
            "TR1234572", "2030年7月15日", "Ｏ", "×", "", ""),
        ("７", "１等陸士", "例示　七海", "REIJI", "NANAMI", "Ｇ１２３４０７", "H16.11.30", "女", "日本",
            "○", "TR1234573", "令和12年1月9日", "Ｂ", "×", "", "①便"),
    ]
    buffer = io.StringIO()
    write = csv.writer(buffer, lineterminator="\r\n").writerow
    write(["陸上自衛隊　例示連隊　派遣隊員名簿"] + [""] * 15)
    write(["令和７年９月１日現在"] + [""] * 14 + ["取扱注意"])
    write([""] * 16)
    write(head)
    write(["本部"] + [""] * 15)
    for person in people[:3]:
        write(person)
    write(["第１中隊"] + [""] * 15)
    for person in people[3:]:
        write(person)
    write(["合計", "", "７名"] + [""] * 13)
    write(["※血液型及び家族連絡先は部内限り"] + [""] * 15)
    (folder / "jgsdf_meibo.csv").write_bytes(buffer.getvalue().encode("cp932"))

    rows = [
        ["派遣車両一覧"] + [""] * 8,
        ["番号", "車両番号", "車種", "メーカー", "全長(m)", "全幅", "車両総重量", "台数", "備考"],
        ["１", "０１－２３４５", "大型トラック", "例示自動車㈱", "7.15", "2.48m", "８，５００kg", "１", ""],
        ["２", "０１－２３４６", "大型トラック", "例示自動車㈱", "7.15", "2.48m", "8,500kg", "１", ""],
        ["３", "０３－１１１１", "救急車", "見本工業", "５．２５", "1.90m", "4.2t", "１", "医療班"],
        ["４", "", "トレーラ", "", "4.0", "2.1m", "1500kg", "２台", "番号未定"],
        ["", "", "合計", "", "", "", "", "５", ""],
    ]
    text = "\r\n".join(";".join(row) for row in rows) + "\r\n"
    (folder / "sharyo.csv").write_bytes(text.encode("cp932"))
