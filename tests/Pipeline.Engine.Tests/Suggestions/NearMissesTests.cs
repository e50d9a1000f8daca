using FsCheck;
using FsCheck.Fluent;
using Pipeline.Engine.Suggestions;

namespace Pipeline.Engine.Tests.Suggestions;

public sealed class NearMissesTests
{
    private static readonly string[] s_targets = ["Clean", "Restore", "Compile", "Test", "CoverageReport", "Pack", "Publish", "PushPackages", "BuildImage"];

    [Theory]
    [InlineData("Complie", "Compile")]
    [InlineData("compil", "Compile")]
    [InlineData("COMPILE", "Compile")]
    [InlineData("tset", "Test")]
    [InlineData("CovRep", "CoverageReport")]
    [InlineData("coverage", "CoverageReport")]
    [InlineData("report", "CoverageReport")]
    [InlineData("build-image", "BuildImage")]
    [InlineData("BI", "BuildImage")]
    [InlineData("PuPa", "PushPackages")]
    public void What_was_meant_comes_first(string typed, string meant)
    {
        Assert.Equal(meant, NearMisses.Find(typed, s_targets)[0]);
    }

    [Theory]
    [InlineData("Deploy")]
    [InlineData("")]
    [InlineData("--")]
    [InlineData("xyzzyxyzzy")]
    public void What_is_far_from_everything_has_no_near_miss(string typed)
    {
        Assert.Empty(NearMisses.Find(typed, s_targets));
        Assert.Equal("", NearMisses.Hint(typed, s_targets));
    }

    [Fact]
    public void A_hint_reads_as_a_question()
    {
        Assert.Equal(" Did you mean 'Compile'?", NearMisses.Hint("Complie", s_targets));
        Assert.Equal(" Did you mean 'Publish' or 'PushPackages'?", NearMisses.Hint("pu", s_targets));
        Assert.Equal(" Did you mean 'Aa', 'Ab' or 'Ac'?", NearMisses.Hint("A", ["Aa", "Ab", "Ac", "Ad"]));
    }

    [Fact]
    public void A_name_is_offered_once_and_names_without_letters_never()
    {
        Assert.Equal(["Test"], NearMisses.Find("Tst", ["Test", "Test", "--", ""]));
    }

    [Fact]
    public void The_distance_is_symmetric_and_zero_only_for_equal_names()
    {
        Prop.ForAll<NonNull<string>, NonNull<string>>((left, right) =>
        {
            var distance = EditDistance.Between(left.Get, right.Get, 1000);
            return distance == EditDistance.Between(right.Get, left.Get, 1000)
                && (distance == 0) == (left.Get == right.Get)
                && distance <= Math.Max(left.Get.Length, right.Get.Length);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void One_typing_mistake_in_a_name_is_found_again()
    {
        var cases =
            from name in Gen.Elements(s_targets)
            from at in Gen.Choose(0, name.Length - 2)
            from mistake in Gen.Elements("swap", "drop", "double")
            select (name, at, mistake);

        Prop.ForAll(cases.ToArbitrary(), x =>
        {
            var (name, at) = (x.name, x.at);
            var typed = x.mistake switch
            {
                "swap" => name[..at] + name[at + 1] + name[at] + name[(at + 2)..],
                "drop" => name.Remove(at, 1),
                _ => name.Insert(at, name[at].ToString()),
            };
            return NearMisses.Find(typed, s_targets).Contains(name);
        }).QuickCheckThrowOnFailure();
    }
}
