"""How fast is the bot, beside a bare Bolt app on the same packages? `make bench`, or `python -m tests.bench`.

bare      the app to compare with            lean   a client without SDK or database: what the fake Slack can do at most
load      people who act: a closed loop      apps   a process that is started, measured and stopped
table     ratios, goals, and what is printed profiled  the bot under cProfile, to say why a goal is missed
waking    the clock, beside APScheduler      rush   everything due at once, at Slack's limits
"""
