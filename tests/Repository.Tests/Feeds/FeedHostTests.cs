using System.Text;
using System.Text.RegularExpressions;

namespace Repository.Tests.Feeds;

public sealed partial class FeedHostTests
{
    [Fact]
    public void No_file_names_a_package_feed()
    {
        IReadOnlyList<string> hosts = [.. FeedHosts.Public, .. FeedHosts.OfThisMachine()];

        // Bytes as characters: a feed's host is ASCII in a binary file too.
        Assert.Empty(Checkout.Files.SelectMany(file => FeedHosts.NamedIn(File.ReadAllText(Checkout.PathOf(file), Encoding.Latin1), hosts).Select(x => $"{file} names the package feed {x}")));
    }

    [Fact]
    public void No_commit_message_names_a_package_feed()
    {
        IReadOnlyList<string> hosts = [.. FeedHosts.Public, .. FeedHosts.OfThisMachine()];
        var messages = Checkout.HasGit ? Checkout.Run("git", "log", "--format=%H%n%B") ?? "" : "";

        Assert.Empty(FeedHosts.NamedIn(messages, hosts));
    }

    [Fact]
    public void Lock_files_say_what_was_taken_and_not_from_where() =>
        Assert.All(Checkout.Files.Where(x => x.Contains("lock", StringComparison.Ordinal) && x.EndsWith(".json", StringComparison.Ordinal)), x => Assert.False(ResolvedFromUrl().IsMatch(Checkout.Read(x)), $"{x} holds the address that a package was downloaded from."));

    [Fact]
    public void Hosts_are_found_in_the_settings_of_a_machine()
    {
        const string Settings = """
            E https://user:secret@feed.example.com:8443/v3/index.json
            E /srv/packages
            E http://localhost:5000/index.json
            D https://mirror.example.com/npm/
            """;

        Assert.Equal(["feed.example.com", "mirror.example.com"], FeedHosts.HostsIn(Settings));
        Assert.Empty(FeedHosts.HostsIn(null));
    }

    [Fact]
    public void A_host_is_found_in_any_letter_case() =>
        Assert.Equal(["feed.example.com"], FeedHosts.NamedIn("--source https://FEED.example.com/x", ["feed.example.com", "mirror.example.com"]));

    [Theory]
    [InlineData("\"resolved\": \"https://feed.example.com/a.tgz\"", true)]
    [InlineData("\"resolved\": \"10.0.1\"", false)]
    public void A_download_address_in_a_lock_file_is_noticed(string line, bool isAddress) => Assert.Equal(isAddress, ResolvedFromUrl().IsMatch(line));

    [GeneratedRegex("\"resolved\":\\s*\"[a-z+]+:")]
    private static partial Regex ResolvedFromUrl();
}
