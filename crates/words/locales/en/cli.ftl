cli-demo-stays = Open { $url } in a browser. Press Enter to end.
