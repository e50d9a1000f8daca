using System.Text.RegularExpressions;
using Pipeline.Errors;

namespace Repository.Tests.Errors;

public sealed partial class ErrorIdTests
{
    private static readonly ErrorCode s_good = new("PIPE5001", "A title", "A cause.", "A cure.");

    [Fact]
    public void Every_error_id_is_unique_in_its_projects_range_and_explained()
    {
        Assert.NotEmpty(DeclaredError.All);
        Assert.Empty(ErrorRanges.Violations(DeclaredError.All));
    }

    [Fact]
    public void Every_id_that_is_reported_is_declared_the_generators_too()
    {
        var declared = DeclaredError.All.Select(x => x.Code.Id).ToHashSet();

        Assert.Empty(Checkout.FilesIn("src", ".cs").SelectMany(file => InText().Matches(Checkout.Read(file)).Select(x => x.Groups[1].Value).Where(x => !declared.Contains(x)).Select(x => $"{file} names {x}, which no [ErrorCodes] class declares.")).Distinct());
    }

    [Fact]
    public void Ranges_do_not_overlap() =>
        Assert.All(ErrorRanges.All.Zip(ErrorRanges.All.Skip(1)), x => Assert.True(x.First.To < x.Second.From));

    [Fact]
    public void Ids_in_a_class_without_the_attribute_are_found()
    {
        var found = Assert.Single(DeclaredError.In(typeof(Unmarked)));

        Assert.False(found.IsMarked);
        Assert.Contains(ErrorRanges.Violations([found]), x => x.Contains("has no [ErrorCodes]", StringComparison.Ordinal));
    }

    [Fact]
    public void A_duplicate_is_reported_with_both_places()
    {
        var violation = Assert.Single(ErrorRanges.Violations([Declared(s_good, "A"), Declared(s_good, "B")]));

        Assert.Contains("more than once: A, B", violation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PIPE51", "Pipeline.Secrets", "not PIPE and four digits")]
    [InlineData("PIPE4999", "Pipeline.Secrets", "outside of Pipeline.Secrets's range")]
    [InlineData("PIPE5001", "Pipeline.Unheard", "has no range of ids")]
    public void An_id_that_does_not_fit_is_reported(string id, string project, string expected) =>
        Assert.Contains(expected, Assert.Single(ErrorRanges.Violations([Declared(s_good with { Id = id }, "A") with { Project = project }])), StringComparison.Ordinal);

    [Fact]
    public void An_error_without_a_cure_is_reported() =>
        Assert.Contains(ErrorRanges.Violations([Declared(s_good with { Cure = "" }, "A")]), x => x.Contains("has no cure", StringComparison.Ordinal));

    private static DeclaredError Declared(ErrorCode code, string type) => new(code, "Pipeline.Secrets", type, IsMarked: true);

    [GeneratedRegex("\"(PIPE[0-9]{4})\"")]
    private static partial Regex InText();

    private static class Unmarked
    {
        public static ErrorCode Some { get; } = new("PIPE5999", "A title", "A cause.", "A cure.");
    }
}
