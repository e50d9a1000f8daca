using System.Security.Cryptography;
using AgentKit.Server.Access;
using AgentKit.Server.Database;
using AgentKit.Server.Files.Crashing;
using AgentKit.Server.Hosting;
using AgentKit.Server.Secrets;
using Pipeline.ObjectStorage;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.Secrets;
using Pipeline.Secrets.Caching;
using Pipeline.Secrets.Opening;

namespace AgentKit.KillHost;

/// <summary>What the service stands on here: a database and a folder that other processes look at too.</summary>
internal static class HostedParts
{
    public static async Task<ServiceParts> OpenAsync(DatabaseSettings database, string folder, ICrashPoints crashPoints, TimeProvider time)
    {
        var local = new LocalPresigning(new byte[32], new Uri("http://127.0.0.1:1/v1/local-objects"));
        var secrets = SecretStores.Open(SecretStoreLocation.Parse($"encrypted://{folder}/secrets.json"), new SecretStoreOptions());
        return new ServiceParts
        {
            Database = DatabaseConnection.Open(database, null, time),
            Objects = ObjectStores.Open(ObjectStoreLocation.Parse($"file://{folder}/files"), new ObjectStoreOptions { Credentials = local, TimeProvider = time }),
            LocalObjects = local,
            CrashPoints = crashPoints,
            SecretStore = secrets,
            Secrets = await ProductionSecretsManager.StartAsync(secrets, new SecretsManagerOptions(), CancellationToken.None),
            Keys = SigningKeys.Random(),
            DevelopmentTokens = new DevelopmentTokens(ECDsa.Create(ECCurve.NamedCurves.nistP256), time),
        };
    }
}
