namespace Pipeline.Containers.Scanning.Reports;

/// <summary>One thing that was looked at in the artifact.</summary>
/// <param name="Name">A file, or the image with its operating system.</param>
/// <param name="Class"><c>os-pkgs</c>, <c>lang-pkgs</c>, <c>config</c>, <c>secret</c>, <c>license</c>.</param>
/// <param name="Type">The ecosystem: <c>debian</c>, <c>dotnet-core</c>, <c>npm</c>; empty for some.</param>
/// <param name="PackageCount">The packages that the report lists; 0 where it lists none.</param>
public sealed record ScanTarget(string Name, string Class, string Type, int PackageCount);
