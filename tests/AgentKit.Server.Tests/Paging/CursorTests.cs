using AgentKit.Server.Paging;
using AgentKit.Server.Secrets;
using FsCheck;
using FsCheck.Fluent;
using MongoDB.Bson;

namespace AgentKit.Server.Tests.Paging;

public sealed class CursorTests
{
    private static readonly CursorPosition Position = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, 123, TimeSpan.Zero), new ObjectId("65a1b2c3d4e5f60718293a4b"));

    private readonly CursorCodec codec = new(SigningKeys.Random().Of("cursors"));

    [Fact]
    public void What_was_written_is_read()
    {
        Assert.True(codec.TryRead("org", "clients", codec.Write("org", "clients", Position), out var read));
        Assert.Equal(Position, read);
    }

    [Fact]
    public void Any_character_changed_is_noticed()
    {
        var cursor = codec.Write("org", "clients", Position);

        for (var i = 0; i < cursor.Length; i++)
        {
            foreach (var other in "AQgw_-9z".Where(x => x != cursor[i]))
                Assert.False(codec.TryRead("org", "clients", cursor[..i] + other + cursor[(i + 1)..], out _), $"{i} {other}");
        }
    }

    [Fact]
    public void Any_text_that_was_not_written_is_refused() =>
        Check.QuickThrowOnFailure(Prop.ForAll<string?>(x => !codec.TryRead("org", "clients", x, out _)));

    [Theory]
    [InlineData("org", "clients?")]
    [InlineData("org2", "clients")]
    [InlineData("or", "g\nclients")]
    public void It_is_good_for_its_organisation_and_list_alone(string organization, string list) =>
        Assert.False(codec.TryRead(organization, list, codec.Write("org", "clients", Position), out _));

    [Fact]
    public void Another_key_reads_nothing() =>
        Assert.False(new CursorCodec(SigningKeys.Random().Of("cursors")).TryRead("org", "clients", codec.Write("org", "clients", Position), out _));

    [Fact]
    public void A_key_for_one_purpose_is_not_that_for_another()
    {
        var keys = SigningKeys.Random();

        Assert.NotEqual(keys.Of("cursors"), keys.Of("local-files"));
        Assert.Equal(keys.Of("cursors"), keys.Of("cursors"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CursorCodec(new byte[31]));
    }
}
