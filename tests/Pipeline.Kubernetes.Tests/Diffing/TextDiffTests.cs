using FsCheck;
using FsCheck.Fluent;
using Pipeline.Kubernetes.Diffing;

namespace Pipeline.Kubernetes.Tests.Diffing;

public sealed class TextDiffTests
{
    [Fact]
    public void Changed_lines_stand_with_a_line_of_context() => Assert.Equal(
        ["…", " c", "-d", "+D", " e"],
        TextDiff.Lines("a\nb\nc\nd\ne\nf", "a\nb\nc\nD\ne\nf"));

    [Fact]
    public void Two_changes_far_apart_have_a_gap_between_them() => Assert.Equal(
        ["-a", "+A", " b", "…", " d", "-e"],
        TextDiff.Lines("a\nb\nc\nd\ne", "A\nb\nc\nd"));

    [Fact]
    public void What_is_removed_and_added_is_just_what_the_texts_differ_in() => Prop.ForAll(
        ArbMap.Default.ArbFor<int[]>().Generator.Two().ToArbitrary(),
        pair =>
        {
            string[] before = [.. pair.Item1.Select(x => $"{x % 4}")], after = [.. pair.Item2.Select(x => $"{x % 4}")];
            var lines = TextDiff.Lines(string.Join('\n', before), string.Join('\n', after));
            var removed = lines.Count(x => x[0] == '-');
            var added = lines.Count(x => x[0] == '+');
            return (before.Length == 0 ? 1 : before.Length) - removed == (after.Length == 0 ? 1 : after.Length) - added;
        }).QuickCheckThrowOnFailure();
}
