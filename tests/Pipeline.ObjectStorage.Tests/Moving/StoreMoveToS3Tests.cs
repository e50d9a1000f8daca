using Pipeline.ObjectStorage.Moving;
using Pipeline.ObjectStorage.Tests.Servers;

namespace Pipeline.ObjectStorage.Tests.Moving;

[RequiresServer(RequiresServerAttribute.RadosGateway)]
[Collection(RequiresServerAttribute.RadosGateway)]
public sealed class StoreMoveToS3Tests(RadosGateway server)
{
    [ContractFact]
    public async Task Files_of_a_disk_are_brought_to_S3_and_back()
    {
        var folder = Directory.CreateTempSubdirectory("objects-");
        var options = new ObjectStoreOptions { Endpoint = server.Endpoint, Credentials = server.Credentials, PartBytes = (int)MultipartLimits.MinPartBytes };
        await using var disk = ObjectStores.Open(ObjectStoreLocation.Parse($"file://{folder.FullName}/there"));
        await using var back = ObjectStores.Open(ObjectStoreLocation.Parse($"file://{folder.FullName}/back"));
        await using var s3 = ObjectStores.Open(ObjectStoreLocation.Parse($"s3://{server.Bucket}/{Guid.NewGuid():N}"), options);
        var large = new byte[11_000_000];
        new Random(1).NextBytes(large);
        await disk.PutAsync("large ü+%.bin", new MemoryStream(large), new PutOptions(), CancellationToken.None);
        await disk.PutAsync("empty", new MemoryStream(), new PutOptions { ContentType = "text/plain" }, CancellationToken.None);
        // One whose hash S3 doesn't know.
        await s3.PutAsync("only/there", new MemoryStream(large), new PutOptions(), CancellationToken.None);

        var there = await StoreMove.RunAsync(disk, s3, new StoreMoveOptions(), progress: null, CancellationToken.None);
        var again = await StoreMove.RunAsync(disk, s3, new StoreMoveOptions(), progress: null, CancellationToken.None);
        var plan = await StoreMove.PlanAsync(s3, back, new StoreMoveOptions(), CancellationToken.None);
        var returned = await StoreMove.RunAsync(s3, back, new StoreMoveOptions(), progress: null, CancellationToken.None);
        var compared = await StoreMove.PlanAsync(s3, back, new StoreMoveOptions(), CancellationToken.None);
        var settled = await StoreMove.RunAsync(s3, back, new StoreMoveOptions(), progress: null, CancellationToken.None);

        Assert.Equal((true, 2, 0), (there.Succeeded, there.Copied, there.AlreadyThere));
        Assert.Equal((true, 0, 2), (again.Succeeded, again.Copied, again.AlreadyThere));
        Assert.Equal((3, 3), (plan.Objects, plan.ToCopy));
        Assert.Equal((true, 3), (returned.Succeeded, returned.Copied));
        Assert.Equal((2, 1, 0), (compared.AlreadyThere, compared.ToCompare, compared.ToCopy));
        Assert.Equal((true, 0, 3), (settled.Succeeded, settled.Copied, settled.AlreadyThere));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(large)), (await back.HeadAsync("only/there", CancellationToken.None))!.Sha256);
        folder.Delete(recursive: true);
    }
}
