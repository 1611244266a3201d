"""The machine room: settings, databases, clocks, logging and embedded servers. It knows no rule."""
