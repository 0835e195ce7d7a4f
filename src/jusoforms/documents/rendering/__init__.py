"""Operations and values -> the text of a part: joining strings, nothing parsed."""
