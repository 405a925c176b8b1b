"""Updates are masked wherever people's words stand in them."""

from __future__ import annotations

from bot.masking import masked_update
from knowledge.privacy.masking import MASK

PHONE = "13812345678"


def test_an_update_is_masked_in_every_word_of_people_and_keeps_its_identifiers() -> None:
    update = {
        "update_id": 13812345678,
        "message": {
            "text": f"找{PHONE}",
            "contact": {"phone_number": PHONE},
            "from": {"id": 13812345678, "first_name": PHONE},
            "photo": [{"file_id": PHONE}],
            "entities": [{"type": "text_link", "offset": 0, "length": 2, "url": f"tel:{PHONE}"}],
        },
        "callback_query": {"id": "4111111111111111", "data": PHONE},
    }
    masked = masked_update(update)
    assert masked["message"]["text"] == "找" + MASK * 11
    assert masked["message"]["entities"][0]["url"] == "tel:" + MASK * 11
    assert masked["message"]["contact"]["phone_number"] == MASK * 11
    assert masked["message"]["from"] == {"id": 13812345678, "first_name": MASK * 11}
    assert masked["message"]["photo"] == [{"file_id": PHONE}]
    assert masked["callback_query"] == update["callback_query"]
