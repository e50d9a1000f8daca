using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AgentKit.Server.Files.Downloads;
using AgentKit.Server.Files.Storage;
using MongoDB.Bson;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Tests.Stores;

/// <summary>What docs/FILE_STORAGE_SETUP.md has set up at CloudFront serves the URLs that the service makes.</summary>
public sealed partial class CdnRecipeTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs", "FILE_STORAGE_SETUP.md"));

    [Fact]
    public void A_URL_leads_to_the_object_below_the_prefix_and_that_is_what_the_buckets_policy_opens()
    {
        var location = ObjectStoreLocation.Parse("s3://agentkit-files/production");
        var key = ObjectKeys.Clean(ObjectId.GenerateNewId());
        var origin = Block("OriginPath")["Origins"]!["Items"]![0]!;

        var url = new Uri(CdnAddress.Of(new Uri("https://files.example.com/"), new DownloadOffer(key, "attachment", "text/csv")));
        var asked = (string)origin["OriginPath"]! + url.AbsolutePath;

        Assert.Equal($"/{location.Prefix}/{key}", asked);
        var opened = (string)Block("\"Downloads\"")["Resource"]!;
        Assert.StartsWith(opened.TrimEnd('*'), $"arn:aws:s3:::{location.Container}{asked}", StringComparison.Ordinal);
        Assert.StartsWith($"{location.Container}.", (string)origin["DomainName"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_URL_asks_for_is_passed_on_and_the_answer_is_not_sniffed()
    {
        var url = CdnAddress.Of(new Uri("https://files.example.com/"), new DownloadOffer("clean/x", "attachment", "text/csv"));
        var asked = System.Web.HttpUtility.ParseQueryString(new Uri(url).Query).AllKeys;

        var passed = Block("QueryStringBehavior")["ParametersInCacheKeyAndForwardedToOrigin"]!["QueryStringsConfig"]!["QueryStrings"]!;
        Assert.Equal(asked.Order(), passed["Items"]!.AsArray().Select(x => (string?)x).Order());
        Assert.Equal(asked.Length, (int)passed["Quantity"]!);
        Assert.True((bool)Block("ContentTypeOptions")["SecurityHeadersConfig"]!["ContentTypeOptions"]!["Override"]!);
    }

    [Fact]
    public void Every_prefix_that_is_only_passed_through_has_an_end_in_every_clouds_rules()
    {
        string[] passing = [ObjectKeys.IncomingPrefix, ObjectKeys.QuarantinePrefix, ".pipeline/"];
        foreach (var rules in (JsonNode[])[Block("\"Rules\""), Block("\"rules\""), Block("\"rule\"")])
        {
            foreach (var prefix in passing)
                Assert.Contains($"production/{prefix}\"", rules.ToJsonString(), StringComparison.Ordinal);
            Assert.DoesNotContain(ObjectKeys.CleanPrefix, rules.ToJsonString(), StringComparison.Ordinal);
        }
    }

    private static JsonNode Block(string containing) => JsonNode.Parse(Blocks().Matches(Page).Select(x => x.Groups[1].Value).Single(x => x.Contains(containing, StringComparison.Ordinal)))!;

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
