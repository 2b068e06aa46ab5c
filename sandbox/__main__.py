"""`python -m sandbox`: the demo."""

from sandbox.demo import demo

if __name__ == "__main__":
    demo()
