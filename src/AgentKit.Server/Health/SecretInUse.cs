namespace AgentKit.Server.Health;

/// <summary>A secret that an instance works with.</summary>
/// <param name="Name">The secret's name in the secret store.</param>
/// <param name="Version">The store's name of the version in use.</param>
internal sealed record SecretInUse(string Name, string Version);
