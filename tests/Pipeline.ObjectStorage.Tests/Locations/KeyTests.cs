using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Pipeline.ObjectStorage.Tests.Locations;

public sealed class KeyTests
{
    [Fact]
    public void Keys_are_ordered_as_their_bytes_are()
    {
        var text = Gen.Elements("a", "b", "/", "é", "\uFFFD", "\uE000", "😀", "𐀀", "").ArrayOf(6).Select(string.Concat);

        Prop.ForAll(text.Two().ToArbitrary(), pair =>
        {
            var bytes = Encoding.UTF8.GetBytes(pair.Item1).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(pair.Item2));
            return Math.Sign(bytes) == Math.Sign(ObjectKey.Compare(pair.Item1, pair.Item2));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_no_key_is_named_on_one_line_and_not_at_length()
    {
        var exception = Assert.Throws<ObjectStoreException>(() => ObjectKey.Check($"a\u001b[2J\r\n\u2028{new string('x', 5_000)}"));

        Assert.DoesNotContain(exception.Message, char.IsControl);
        Assert.InRange(exception.Message.Length, 50, 400);
        Assert.Equal(2, exception.ExitCode);
    }

    [Fact]
    public void Null_is_no_key() => Assert.Equal("is empty", ObjectKey.Reject(null));

    [Theory]
    [InlineData("a")]
    [InlineData("a.b/..c/d e")]
    [InlineData("pipeline/.pipelines/x.pipeline")]
    public void What_is_a_key_is_not_rejected(string key) => Assert.Null(ObjectKey.Reject(key));
}
