"""A Japanese medical team to the Philippines: people, equipment, medicines, radios.

Everybody is invented. Written by somebody who had not seen how lists are read.
"""

# fmt: off
import datetime as dt
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.manifest.first_look.lists.cells import put, stored

VISIT = """\
title = "Medical team after a typhoon, invented"
receiving_state = "PH"
sending_state = "JP"
start = 2025-11-10
end = 2025-11-23
activity_type = "disaster_relief"
affected_state_request = true
"""


def write(path: Path) -> None:
    """Write the list and its visit.toml."""
    (path / "visit.toml").write_text(VISIT, encoding="utf-8")
    wb = Workbook()
    ws = wb.active
    assert ws is not None
    _people(ws)
    _second(wb.create_sheet("資機材"))
    _third(wb.create_sheet("医薬品"))
    _fourth(wb.create_sheet("無線機"))
    old = wb.create_sheet("前回名簿")
    put(old, 1, ["No.", "職種", "氏名", "ローマ字"])
    put(old, 2, [1, "医師", "旧隊　員", "FURUTAI IN"])
    old.sheet_state = "hidden"
    target = path / "医療班携行リスト.xlsx"
    wb.save(target)
    stored(target, {(2, "I9"): 275.9})


def _people(ws: Worksheet) -> None:
    ws.title = "隊員名簿"
    ws["A1"] = "国際緊急援助隊　医療班（例）　隊員名簿"
    ws.merge_cells("A1:O1")
    ws["L2"] = "令和７年１１月８日現在"
    put(ws, 4, ["No.", "職種", "氏名", None, "性別", "生年月日", "旅券", None, "免許", None, "血液型",
        "緊急連絡先", None,
                "所属", "備考"], bold=True)
    put(ws, 5, ["漢字", "ローマ字"], column=3, bold=True)
    put(ws, 5, ["番号", "有効期限", "種別", "番号"], column=7, bold=True)
    put(ws, 5, ["氏名", "電話"], column=12, bold=True)
    for span in ("C4:D4", "G4:H4", "I4:J4", "L4:M4", *(f"{x}4:{x}5" for x in "ABEFKNO")):
        ws.merge_cells(span)
    people = [
        [1, "医師", "例示　太郎", "REIJI TARO", "男", "昭和52年8月9日", "ZZ0000001", "令和12年3月31日",
         "医師", "第000001号", "Ａ",
         "例示　家族一", "090-0000-0001", "例示病院", "隊長"],
        [2, "〃", "見本　さくら", "MIHON SAKURA", "女", "S60.1.31", "ZZ0000002", "R10.12.1", "医師",
         "第000002号", "Ｏ",
         "見本　家族二", "090-0000-0002", "〃", None],
        [3, "看護師", "仮名　花子", "KARINA HANAKO", "女", "平成3年4月10日", "ZZ0000003", "2029/7/15",
         "看護師", "第000003号", "Ｂ",
         "仮名　家族三", "090-0000-0003", "架空医療センター", None],
        [4, "〃", "田中（仮）　次郎", "TANAKA JIRO", "男", "H1.1.8", "ZZ0000004", "令和8年9月31日",
         "看護師", "第000004号", "ＡＢ",
         "田中　家族四", "090-0000-0004", None, "先発（11/9出発）"],
        [5, "薬剤師", "架空　三郎", "KAKU SABURO", "男", dt.date(1988, 2, 29), "申請中", "―", "薬剤師",
         "第000005号", "Ｏ",
         "架空　家族五", "090-0000-0005", None, None],
        None,
        [6, "業務調整員", "例　ジョン", "REI JOHN", "男", "1979年12月3日", "ZZ0000006", "平成39年5月20日",
         "なし", None, "不明",
         "例　家族六", "090-0000-0006", "例示ＮＧＯ", "通訳兼務"],
    ]
    for row, values in enumerate(people, 6):
        if values:
            put(ws, row, values)
    ws.merge_cells("N8:N10")
    ws["B13"] = "計　医師二名、看護師二名、薬剤師一名、調整員一名　合計六名"
    ws["A14"] = "※　No.5の旅券は11月9日交付予定。"


def _second(ws: Worksheet) -> None:
    ws["A1"] = "携行資機材一覧"
    put(ws, 2, ["箱番号", "No.", "品名", "メーカー", "型式", "製造番号", "数量", "単位", "重量", "寸法",
        "危険物", "備考"], bold=True)
    put(ws, 3, ["ケース１", 1, "超音波診断装置", "例示電機", "EX-US10", "US000123", 1, "台", "7.5kg",
        "40×35×12cm", "UN3481", None])
    put(ws, 4, [None, 2, "心電図モニター", "〃", "EX-ECG2", "ECG-77", 2, "台", "3,200g", None, "〃", None])
    put(ws, 5, [None, 3, "注射器（空）10mL", None, None, None, "２００", "本", "約４kg", None, "―", "未使用"])
    ws.merge_cells("A3:A5")
    put(ws, 6, ["ケース２", 4, "診療用テント", "架空テント工業", "T-600", None, "一式", None, "０．２ｔ",
        None, "―", "泥汚れあり、洗浄予定"])
    put(ws, 7, ["ケース２", 5, "発電機", "例示発動機", "EX2500", "G-00045", 2, "台", "29kg/台", None,
        "燃料抜き取り済", None])
    put(ws, 8, ["ケース３", 6, "毛布", None, None, None, 50, "枚", None, None, "―", "寄贈"])
    put(ws, 9, ["合計", None, None, None, None, None, None, None, "=7.5+6.4+4+200+58"])


def _third(ws: Worksheet) -> None:
    ws["A1"] = "携行医薬品リスト（班で使用）"
    put(ws, 3, ["No.", "一般名", "商品名", "規格", "剤形", "数量", "単位", "使用期限", "規制区分", "備考"],
        bold=True)
    put(ws, 4, [1, "モルヒネ塩酸塩水和物", "例示モルヒネ注", "10mg/1mL", "注射液", 10, "アンプル",
        "2027.3", "麻薬", "金庫保管"])
    put(ws, 5, [2, "ミダゾラム", "例示ミダゾラム注", "10mg/2mL", "注射液", 20, "〃", "2026年12月31日",
        "向精神薬", None])
    put(ws, 6, [3, "Ketamine hydrochloride", None, "50mg/mL", "注射液", 5, "バイアル", "R9.6.30", "麻薬",
        None])
    put(ws, 7, [4, "Amoxicillin", "サンプルシリン", "250mg", "カプセル", "1,000", "カプセル", "2028/1/31",
        "―", None])
    put(ws, 8, [5, "アドレナリン", None, "1mg/1mL", "シリンジ", 30, "本", "劇薬", None, "期限は箱に記載"])
    put(ws, 9, [6, "プソイドエフェドリン配合錠", "例示鼻炎錠", "60mg", "錠", 100, "錠", "2026.10.31", "―",
        "隊員用"])


def _fourth(ws: Worksheet) -> None:
    put(ws, 1, ["通信機材"], bold=True)
    put(ws, 2, ["No.", "機種", "製造番号", "台数", "周波数", "出力", "電波型式", "備考"], bold=True)
    put(ws, 3, [1, "デジタル簡易無線機 EX-DPR", "D001～D004", 4, "351.2～351.38125MHz", "5W", "F1E", None])
    put(ws, 4, [2, "衛星携帯電話 EX-SAT", "S-0009", 1, "1.6GHz帯", "不明", None, "契約中"])
    put(ws, 5, [3, "小型中継器", "R-1", "１", "〃", "500mW", None, "持参未定"])
