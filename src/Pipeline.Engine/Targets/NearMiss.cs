namespace Pipeline.Engine.Targets;
internal static class NearMiss { public static string Hint(string name, IEnumerable<string> known) => ""; }
