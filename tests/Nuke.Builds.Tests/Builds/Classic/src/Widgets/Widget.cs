namespace Widgets; public static class Widget { public static string Name => "widget"; }
