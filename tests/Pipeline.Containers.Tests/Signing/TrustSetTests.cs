using Pipeline.Containers.Signing.Keys;

namespace Pipeline.Containers.Tests.Signing;

public sealed class TrustSetTests
{
    private static readonly DateTimeOffset s_time = Release.BuiltOn;

    private static TrustedKey Key(string name = "ci", SigningKey? key = null) => new() { Name = name, Key = (key ?? Release.Key).PublicKey };

    [Fact]
    public void A_set_survives_its_file()
    {
        var set = new TrustSet([Key() with { ValidFrom = s_time, RetiredOn = s_time.AddDays(1) }, Key("new", Release.Stranger) with { RevokedBecause = "laptop stolen" }]);

        var again = TrustSet.Parse(set.ToJson());

        Assert.Equal(set.Keys, again.Keys);
        Assert.Equal(set.ToJson(), again.ToJson());
        Assert.DoesNotContain("\r", set.ToJson());
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var error = Refused.With("PIPE3502", () => new TrustSet([Key() with { ValidFrom = s_time, RetiredOn = s_time }, Key(), Key(" ", Release.Stranger)]));

        Assert.Contains("2 keys are called 'ci'", error.Message);
        Assert.Contains("'ci' and 'ci' are one key", error.Message);
        Assert.Contains("'ci' is retired before it is valid", error.Message);
        Assert.Contains("has no name", error.Message);
    }

    [Theory]
    [InlineData("", "isn't valid JSON")]
    [InlineData("[]", "no object")]
    [InlineData("""{"keys":[{"name":"a"}]}""", "'keys[0].publicKey' is missing")]
    [InlineData("""{"keys":[{"name":"a","publicKey":"x"}]}""", "'keys[0].publicKey' is wrong: it isn't in PEM form")]
    [InlineData("""{"keys":[{"name":"a","name":"b"}]}""", "isn't valid JSON")]
    [InlineData("""{"keys":{}}""", "'keys' is wrong: it must be a list")]
    public void A_file_that_is_wrong_is_refused_with_the_place(string json, string reason) =>
        Assert.Contains(reason, Refused.With("PIPE3502", () => TrustSet.Parse(json)).Message);

    [Fact]
    public void A_key_counts_from_its_first_to_before_its_last_moment()
    {
        var key = Key() with { ValidFrom = s_time, RetiredOn = s_time.AddDays(1) };

        Assert.Contains("valid from", key.ProblemAt(s_time.AddTicks(-1)));
        Assert.Null(key.ProblemAt(s_time));
        Assert.Null(key.ProblemAt(s_time.AddDays(1).AddTicks(-1)));
        Assert.Contains("retired", key.ProblemAt(s_time.AddDays(1)));
        Assert.Null(Key().ProblemAt(DateTimeOffset.MinValue));
    }

    [Fact]
    public void A_revoked_key_never_counts()
    {
        var set = new TrustSet([Key()]).Revoke("ci", "laptop stolen");

        Assert.Contains("revoked (laptop stolen)", set.Keys[0].ProblemAt(s_time));
    }

    [Fact]
    public void Rotation_adds_the_new_key_and_retires_the_old_one()
    {
        var set = new TrustSet([Key("2025")]).Add(Key("2026", Release.Stranger)).Retire("2025", s_time);

        Assert.Equal(s_time, set.Keys[0].RetiredOn);
        Assert.Null(set.Keys[1].RetiredOn);
        Assert.Contains("There are: 2025, 2026", Refused.With("PIPE3502", () => set.Retire("2024", s_time)).Message);
    }
}
