"""``python -m xuanchuan``."""

from xuanchuan.cli import main

if __name__ == "__main__":
    main()
