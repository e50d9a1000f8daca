using Pipeline.Containers.Building;

namespace Pipeline.Containers.Tests;

public sealed class ReproducibilityTests
{
    [Fact]
    public async Task Two_builds_of_one_input_give_the_same_digest_and_the_same_archive()
    {
        using var application = new PublishedApplication();

        var first = await new LayoutImageBuilder().BuildAsync(application.Request("first"));
        var second = await new LayoutImageBuilder().BuildAsync(application.Request("second"));

        Assert.Equal(first.Digest, second.Digest);
        Assert.Equal(await File.ReadAllBytesAsync(first.ArchivePath!), await File.ReadAllBytesAsync(second.ArchivePath!));
    }

    [Fact]
    public async Task Times_modes_and_the_order_on_disk_do_not_matter()
    {
        using var application = new PublishedApplication();
        using var other = new PublishedApplication(reversed: true);
        var time = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var file in Directory.EnumerateFiles(other.PublishDirectory, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, time = time.AddHours(1));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var first = await new LayoutImageBuilder().BuildAsync(application.Request());
        var second = await new LayoutImageBuilder().BuildAsync(other.Request());

        Assert.Equal(first.Digest, second.Digest);
    }

    [Fact]
    public async Task The_digest_is_the_same_on_every_machine()
    {
        using var application = new PublishedApplication();

        var image = await new LayoutImageBuilder().BuildAsync(application.Request());

        // Written down once; a change here means that every image changes with this version of Pipeline, and belongs in the changelog.
        Assert.StartsWith("sha256:977aa7bc063f501c9b0a3ddc0055620aed", image.Digest.ToString());
    }

    [Fact]
    public async Task Another_content_gives_another_digest()
    {
        using var application = new PublishedApplication();
        var first = await new LayoutImageBuilder().BuildAsync(application.Request("first"));
        application.Write("App.dll", "MZ not reallx");

        var second = await new LayoutImageBuilder().BuildAsync(application.Request("second"));

        Assert.NotEqual(first.Digest, second.Digest);
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("1772600767", true)]
    [InlineData("253402300799", true)]
    [InlineData("253402300800", false)]
    [InlineData("-1", false)]
    [InlineData("1.5", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("99999999999999999999", false)]
    public void Source_date_epoch_is_whole_seconds(string? epoch, bool valid)
    {
        Assert.Equal(valid, SourceDate.TryParse(epoch, out var date));
        if (valid)
            Assert.Equal(epoch, date.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
