using System.Text.RegularExpressions;
using Pipeline.Kubernetes.Policies;
using Pipeline.Kubernetes.Tests.Validating;
using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Tests.Policies;

public sealed partial class PolicyTests
{
    private static readonly IReadOnlyList<RuleCase> Cases =
        [.. PodSecurityCases.All, .. ReliabilityCases.All, .. ResourceCases.All, .. NetworkCases.All, .. AccessCases.All, .. SecretCases.All, .. ResourceCases.Registries];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Count)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_policy_fires_where_it_should_and_nowhere_else(int number) =>
        Sample.Check(Cases[number], Sample.Request(Cases[number].Fires) with { AllowedRegistries = Cases[number].Rule == "K8S312" ? ["ghcr.io/acme", "*.amazonaws.com/*"] : [] });

    [Fact]
    public void Every_policy_has_a_case() => Assert.Empty(RuleCatalogue.Policies.Select(x => x.Rule.Id).Except(Cases.Select(x => x.Rule)));

    [Fact]
    public void Ids_and_names_are_unique_and_in_form()
    {
        Assert.All(RuleCatalogue.All, x => Assert.Matches(Id(), x.Id));
        Assert.All(RuleCatalogue.All, x => Assert.Matches(Name(), x.Name));
        Assert.Equal(RuleCatalogue.All.Count, RuleCatalogue.All.Select(x => x.Id).Distinct().Count());
        Assert.Equal(RuleCatalogue.All.Count, RuleCatalogue.All.Select(x => x.Name).Distinct().Count());
        Assert.All(RuleCatalogue.All, x => Assert.Equal("https", x.Link.Scheme));
        Assert.All(RuleCatalogue.All, x => Assert.True(x.Reason.EndsWith('.') && x.Fix.EndsWith('.') && !x.Title.EndsWith('.'), x.Id));
    }

    [Fact]
    public void Digests_are_an_error_where_they_are_required()
    {
        var request = Sample.Request(Sample.Container("tty: true"));

        Assert.Equal(FindingSeverity.Warning, Assert.Single(Sample.Review(request), x => x.Rule.Id == "K8S310").Severity);
        Assert.Equal(FindingSeverity.Error, Assert.Single(Sample.Review(request with { RequireDigests = true }), x => x.Rule.Id == "K8S310").Severity);
    }

    [Fact]
    public void No_message_shows_a_secret()
    {
        const string Secret = "hunter22hunter22";

        Assert.DoesNotContain(Sample.Review(Sample.Container($"env: [{{name: DB_PASSWORD, value: {Secret}}}], args: ['--password={Secret}']")), x => x.ToString().Contains(Secret, StringComparison.Ordinal));
    }

    [GeneratedRegex("^K8S[0-9]{3}$")]
    private static partial Regex Id();

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex Name();
}
