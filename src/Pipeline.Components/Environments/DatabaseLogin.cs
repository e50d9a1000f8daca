using Pipeline.Secrets;

namespace Pipeline.Components.Environments;

/// <summary>Who logs in to the database.</summary>
/// <param name="UserName">The user; null where the server asks for none.</param>
/// <param name="Password">Its password.</param>
internal sealed record DatabaseLogin(string? UserName, Secret? Password);
