using System.Net;
using AgentKit.Server.Access;
using AgentKit.Server.Files.Limiting;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Tests.Files;

public sealed class LimitTests
{
    [Fact]
    public async Task Uploads_beyond_the_limits_are_told_when_to_come_again()
    {
        await using var service = await FileService.StartAsync(FileService.Settings with { UploadsPerMinute = 3, UploadsPerMinuteOfCaller = 2 });

        var mine = new List<FileService.Answer>();
        for (var i = 0; i < 3; i++)
            mine.Add(await service.UploadAsync("other", "a.pdf", SampleContent.Pdf));
        using var colleague = service.Running.As(CallerRole.Member, subject: "user-2");
        using var first = await colleague.PostAsync(FileService.Address("other", "a.pdf"), new ByteArrayContent(SampleContent.Pdf));
        using var second = await colleague.PostAsync(FileService.Address("other", "a.pdf"), new ByteArrayContent(SampleContent.Pdf));
        using var other = service.Running.As(CallerRole.Member, "org-b");
        using var theirs = await other.PostAsync(FileService.Address("other", "a.pdf", "theirs"), new ByteArrayContent(SampleContent.Pdf));

        Assert.Equal([201, 201, 429], mine.Select(x => (int)x.Status));
        Assert.Equal("too-many-uploads", mine[2].Problem);
        Assert.InRange(mine[2].Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal((201, 429, 201), ((int)first.StatusCode, (int)second.StatusCode, (int)theirs.StatusCode));
        Assert.Equal(4, (await service.CountAsync()).Files);
    }

    [Fact]
    public async Task Uploads_on_their_way_at_once_are_limited()
    {
        await using var service = await FileService.StartAsync(FileService.Settings with { ConcurrentUploads = 1 });
        using var reached = new SemaphoreSlim(0);
        using var goOn = new ManualResetEventSlim();
        service.Store.Before = call =>
        {
            if (call != "put")
                return;
            reached.Release();
            goOn.Wait(TimeSpan.FromSeconds(20));
        };

        var first = service.UploadAsync("other", "a.pdf", SampleContent.Pdf);
        await reached.WaitAsync(TimeSpan.FromSeconds(20));
        var second = await service.UploadAsync("other", "b.pdf", SampleContent.Pdf);
        goOn.Set();

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.Created), (second.Status, (await first).Status));
        Assert.NotNull(second.Headers.RetryAfter);
    }

    [Fact]
    public async Task The_instance_takes_no_more_than_it_has_memory_for_whosever_it_is()
    {
        await using var service = await FileService.StartAsync(FileService.Settings with { UploadMemoryBytes = 1024 * 1024 });
        using var reached = new SemaphoreSlim(0);
        using var goOn = new ManualResetEventSlim();
        service.Store.Before = call =>
        {
            if (call != "put")
                return;
            reached.Release();
            goOn.Wait(TimeSpan.FromSeconds(20));
        };
        using var other = service.Running.As(CallerRole.Member, "org-b");

        var first = service.UploadAsync("other", "a.pdf", SampleContent.Pdf);
        await reached.WaitAsync(TimeSpan.FromSeconds(20));
        using var second = await other.PostAsync(FileService.Address("other", "b.pdf", "theirs"), new ByteArrayContent(SampleContent.Pdf));
        var refusal = await FileService.Answer.OfAsync(second);
        goOn.Set();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "uploads-full", HttpStatusCode.Created), (refusal.Status, refusal.Problem, (await first).Status));
        Assert.NotNull(refusal.Headers.RetryAfter?.Delta);
        using var later = await other.PostAsync(FileService.Address("other", "b.pdf", "theirs"), new ByteArrayContent(SampleContent.Pdf));
        Assert.Equal(HttpStatusCode.Created, later.StatusCode);
    }

    [Fact]
    public void So_many_uploads_come_back_in_a_minute_as_are_allowed_in_one()
    {
        foreach (var perMinute in Enumerable.Range(1, 1000).Append(1_000_000))
        {
            var bucket = UploadLimiter.Bucket(perMinute);

            Assert.Equal(perMinute, bucket.TokenLimit);
            Assert.Equal(perMinute, bucket.TokensPerPeriod / bucket.ReplenishmentPeriod.TotalMinutes, tolerance: perMinute / 10_000.0);
        }
    }

    [Theory]
    [InlineData(ObjectStoreKind.LocalDisk, 2_000_000_000L, 1)]
    [InlineData(ObjectStoreKind.S3, 100_000L, 2)]
    [InlineData(ObjectStoreKind.S3, 2_000_000_000L, 25)]
    [InlineData(ObjectStoreKind.AzureBlob, null, 25)]
    [InlineData(ObjectStoreKind.AzureBlob, 0L, 8)]
    public void An_upload_takes_what_it_may_hold_at_worst(ObjectStoreKind kind, long? lengthBytes, int mebibytes) =>
        Assert.Equal(mebibytes, (int)Math.Ceiling(UploadMemory.Needed(kind, lengthBytes) / (1024.0 * 1024)));
}
