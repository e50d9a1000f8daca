using FsCheck;
using FsCheck.Fluent;
using Pipeline.Containers.Registries;
using Pipeline.Errors;

namespace Pipeline.Containers.Tests.Registries;

/// <summary>The cases of https://github.com/distribution/reference, in words of our own.</summary>
public sealed class ImageReferenceTests
{
    private const string Hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Theory]
    [InlineData("alpine", "docker.io", "library/alpine", null)]
    [InlineData("alpine:3.20", "docker.io", "library/alpine", "3.20")]
    [InlineData("acme/app", "docker.io", "acme/app", null)]
    [InlineData("docker.io/alpine", "docker.io", "library/alpine", null)]
    [InlineData("index.docker.io/acme/app:1", "docker.io", "acme/app", "1")]
    [InlineData("ghcr.io/a/b:1.2", "ghcr.io", "a/b", "1.2")]
    [InlineData("ghcr.io/app", "ghcr.io", "app", null)]
    [InlineData("localhost/app:1", "localhost", "app", "1")]
    [InlineData("localhost:5000/app", "localhost:5000", "app", null)]
    [InlineData("localhost:5000", "docker.io", "library/localhost", "5000")]
    [InlineData("127.0.0.1:5000/a/b/c:x", "127.0.0.1:5000", "a/b/c", "x")]
    [InlineData("[::1]:5000/app:1", "[::1]:5000", "app", "1")]
    [InlineData("registry:5000/app", "registry:5000", "app", null)]
    [InlineData("Registry/app", "Registry", "app", null)]
    [InlineData("xn--n3h.com/my_app", "xn--n3h.com", "my_app", null)]
    [InlineData("a__b.c/d---e/f.g:_T-a.g", "a__b.c", "", null)]
    [InlineData("acme/a__b/d---e/f.g:_T-a.g", "docker.io", "acme/a__b/d---e/f.g", "_T-a.g")]
    public void It_is_read_as_docker_reads_it(string text, string registry, string repository, string? tag)
    {
        if (repository.Length == 0)
        {
            Assert.False(ImageReference.TryParse(text, out _)); // A host has no underscore.
            return;
        }

        var reference = ImageReference.Parse(text);

        Assert.Equal(new ImageReference(registry, repository, tag, null), reference);
    }

    [Fact]
    public void A_digest_may_stand_with_and_without_a_tag()
    {
        Assert.Equal(new ImageReference("ghcr.io", "a/b", null, Digest.Parse("sha256:" + Hex)), ImageReference.Parse($"ghcr.io/a/b@sha256:{Hex}"));
        Assert.Equal(new ImageReference("ghcr.io:443", "a/b", "1", Digest.Parse("sha256:" + Hex)), ImageReference.Parse($"ghcr.io:443/a/b:1@sha256:{Hex}"));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" ", "empty")]
    [InlineData(Hex, "id")]
    [InlineData("App", "'library/App'")]
    [InlineData("acme/App", "acme/App")]
    [InlineData("ghcr.io/", "''")]
    [InlineData("ghcr.io//a", "/a")]
    [InlineData("/a", "/a")]
    [InlineData("a/", "a/")]
    [InlineData("a/b:", "''")]
    [InlineData("a/b:.x", "'.x'")]
    [InlineData("a/b:1+2", "'1+2'")]
    [InlineData("a/b@", "''")]
    [InlineData("a/b@sha512:" + Hex, "sha512")]
    [InlineData("a/b@sha256:abc", "sha256:abc")]
    [InlineData("-a.b/c", "'-a.b'")]
    [InlineData("a.b:x/c", "'a.b:x'")]
    [InlineData("a___b", "a___b")]
    [InlineData("a..b", "a..b")]
    [InlineData("a._b", "a._b")]
    [InlineData("https://ghcr.io/a", "https:")]
    [InlineData("ghcr.io/a\n", "a\n")]
    public void What_is_none_is_refused_with_the_reason(string text, string reason)
    {
        var error = Assert.Throws<PipelineException>(() => ImageReference.Parse(text));

        Assert.Equal(("PIPE3100", 2), (error.Code.Id, error.ExitCode));
        Assert.Contains(reason, error.Message);
        Assert.False(ImageReference.TryParse(text, out _));
    }

    [Fact]
    public void A_repository_has_up_to_255_characters_and_a_tag_up_to_128()
    {
        Assert.True(ImageReference.TryParse($"ghcr.io/{new string('a', 255)}:{new string('1', 128)}", out _));
        Assert.False(ImageReference.TryParse($"ghcr.io/{new string('a', 256)}", out _));
        Assert.False(ImageReference.TryParse($"ghcr.io/a:{new string('1', 129)}", out _));
        Assert.False(ImageReference.TryParse(null, out _));
    }

    [Fact]
    public void A_tag_that_is_none_is_refused() =>
        Assert.Contains("1+2", Assert.Throws<PipelineException>(() => ImageReference.Parse("a").WithTag("1+2")).Message);

    [Fact]
    public void What_is_written_reads_back_to_the_same() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(References.ToArbitrary(), x =>
        ImageReference.Parse(x.ToString()) == x));

    [Fact]
    public void No_text_makes_the_reader_fail_otherwise_and_what_it_takes_reads_back() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(
        Gen.Choose(0, 12).SelectMany(x => Gen.Elements("a", "B", "0", ".", "_", "-", "/", ":", "@", "localhost", "sha256:", Hex, "[", "]", " ", "\n", "é", "docker.io", "5000").ArrayOf(x)).Select(string.Concat).ToArbitrary(),
        x => !ImageReference.TryParse(x, out var reference) || ImageReference.Parse(reference.ToString()) == reference));

    private static Gen<ImageReference> References =>
        from registry in Gen.Elements("docker.io", "ghcr.io", "localhost:5000", "localhost", "10.0.0.1:80", "[fe80::1]:5000", "a-b.example.com")
        from depth in Gen.Choose(registry == "docker.io" ? 2 : 1, 4)
        from parts in Gen.Elements("a", "acme", "a-b", "a__b", "x.y", "0", "a1_b2--c3").ArrayOf(depth)
        from tag in Gen.Elements(null, "1", "latest", "_x", "1.2.3-rc.1", "A.B")
        from content in Gen.Choose(-1, 1000)
        select new ImageReference(registry, string.Join('/', parts), tag, content < 0 ? null : Digest.Of([(byte)content]));
}
