"""From values to lines of styled text. Pure: nothing here knows a widget, an app or a file."""
