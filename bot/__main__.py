"""`python -m bot` is the script `anda`."""

from bot.cli import main

if __name__ == "__main__":
    main()
