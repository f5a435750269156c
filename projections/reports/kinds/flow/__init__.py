"""The report on who came, who is there, who left, and after how long."""
