System.Console.WriteLine(Widgets.Widget.Name);
