using Pipeline.Tests;

namespace AgentKit.Server.Tests.Stores;

/// <summary>The service over real stores, reached by its settings alone.</summary>
[Trait("Speed", "Slow")]
public sealed class RealStoreTests(StoreServers servers) : IClassFixture<StoreServers>
{
    [RadosGatewayFact]
    public async Task Files_go_to_an_S3_compatible_server_by_its_endpoint_and_key()
    {
        await using var service = await StoreService.StartAsync(
            ("FILE_STORAGE_ROOT", $"s3://{await servers.NewBucketAsync()}/staging"),
            ("FILE_STORAGE_ENDPOINT", servers.S3.AbsoluteUri),
            ("FILE_STORAGE_REGION", "us-east-1"),
            ("FILE_STORAGE_PATH_STYLE", "true"),
            ("FILE_STORAGE_CONDITIONAL_WRITES", "PutOnly"),
            ("FILE_STORAGE_ACCESS_KEY_ID", "AKTEST"),
            ("FILE_STORAGE_SECRET_ACCESS_KEY", "SKTEST"));

        await service.UseAsync();
    }

    [RadosGatewayFact]
    public async Task Files_go_to_a_gs_location_by_an_HMAC_key_that_the_secret_store_has()
    {
        await using var service = await StoreService.StartAsync(
            ("FILE_STORAGE_ROOT", $"gs://{await servers.NewBucketAsync()}/staging"),
            ("FILE_STORAGE_ENDPOINT", servers.S3.AbsoluteUri),
            ("FILE_STORAGE_REGION", "us-east-1"),
            ("FILE_STORAGE_CONDITIONAL_WRITES", "PutOnly"),
            ("FILE_STORAGE_ACCESS_KEY_ID", "AKTEST"),
            ("FILE_STORAGE_SECRET_ACCESS_KEY", "secret://agentkit/staging/storage/files"),
            ("AGENTKIT__STAGING__STORAGE__FILES", "SKTEST"));

        await service.UseAsync();
    }

    [AzuriteFact]
    public async Task Files_go_to_an_Azure_container_by_the_account_key()
    {
        await using var service = await StoreService.StartAsync(
            ("FILE_STORAGE_ROOT", $"azblob://{AzuriteServer.Account}/{await servers.NewContainerAsync()}/staging"),
            ("FILE_STORAGE_ENDPOINT", servers.Azure.AbsoluteUri),
            ("FILE_STORAGE_ACCOUNT_KEY", AzuriteServer.Key));

        await service.UseAsync();
    }

    [AzuriteFact]
    public async Task Files_go_to_an_Azure_container_by_a_connection_string()
    {
        await using var service = await StoreService.StartAsync(
            ("FILE_STORAGE_ROOT", $"azblob://{AzuriteServer.Account}/{await servers.NewContainerAsync()}"),
            ("FILE_STORAGE_CONNECTION_STRING", $"DefaultEndpointsProtocol=http;AccountName={AzuriteServer.Account};AccountKey={AzuriteServer.Key};BlobEndpoint={servers.Azure}"));

        await service.UseAsync();
    }
}
