namespace Pipeline.Configuration.Drift;

/// <summary>Variables that a library or the runtime reads, so that manifests may set them though they are no settings.</summary>
/// <param name="Prefix">How their names begin: <c>DOTNET_</c>; or one whole name.</param>
/// <param name="Reason">Who reads them, and where that is documented.</param>
public sealed record LibraryVariable(string Prefix, string Reason);
