using AgentKit.Server.Paging;
using AgentKit.Server.Secrets;
using AgentKit.Server.Tests.Files;
using FsCheck;
using FsCheck.Fluent;
using MongoDB.Bson;
using Pipeline.Secrets;

namespace AgentKit.Server.Tests.Paging;

public sealed class CursorTests
{
    private static readonly CursorPosition Position = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, 123, TimeSpan.Zero), new ObjectId("65a1b2c3d4e5f60718293a4b"));

    private readonly CursorCodec codec = new(SigningKeys.Random());

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
        Assert.False(new CursorCodec(SigningKeys.Random()).TryRead("org", "clients", codec.Write("org", "clients", Position), out _));

    [Fact]
    public void A_key_for_one_purpose_is_not_that_for_another()
    {
        var keys = SigningKeys.Random();

        Assert.NotEqual(keys.Of("cursors"), keys.Of("local-files"));
        Assert.Equal(keys.Of("cursors"), keys.Of("cursors"));
    }

    [Fact]
    public void A_cursor_that_the_key_before_has_signed_is_read_as_long_as_the_two_overlap()
    {
        var time = new LaterTime();
        var keys = new SigningKeys(new Secret(new string('a', 32)), TimeSpan.FromHours(1), time);
        var rotated = new CursorCodec(keys);
        var before = rotated.Write("org", "clients", Position);

        keys.Take(new Secret(new string('b', 32)));

        var after = rotated.Write("org", "clients", Position);
        Assert.NotEqual(before, after);
        Assert.True(rotated.TryRead("org", "clients", before, out _));
        Assert.True(rotated.TryRead("org", "clients", after, out _));
        time.Pass(TimeSpan.FromHours(1));
        Assert.False(rotated.TryRead("org", "clients", before, out _));
        Assert.True(rotated.TryRead("org", "clients", after, out _));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(1025)]
    public void A_key_that_the_settings_would_refuse_is_not_taken(int length)
    {
        var keys = SigningKeys.Random();
        var before = keys.Of("cursors");

        Assert.DoesNotContain("aaaa", Assert.Throws<ArgumentException>(() => keys.Take(new Secret(new string('a', length)))).Message, StringComparison.Ordinal);

        Assert.Equal(before, keys.Of("cursors"));
    }
}
