using Pipeline.Containers.Scanning;

namespace Pipeline.Containers.Tests.Scanning;

public sealed class PackageUrlTests
{
    [Theory]
    [InlineData("pkg:nuget/Newtonsoft.Json@13.0.1", "nuget||Newtonsoft.Json|13.0.1|")]
    [InlineData("pkg:npm/%40angular/core@1.2.3", "npm|@angular|core|1.2.3|")]
    [InlineData("pkg:npm/@angular/core", "npm|@angular|core||")]
    [InlineData("pkg:deb/debian/zlib1g@1%3A1.2.13?arch=amd64&distro=debian-12", "deb|debian|zlib1g|1:1.2.13|arch=amd64,distro=debian-12")]
    [InlineData("PKG:golang/github.com/a/b@v1#sub/path", "golang|github.com/a|b|v1|")]
    [InlineData("pkg://oci/app@sha256%3Aabc?repository_url=ghcr.io/acme/app", "oci||app|sha256:abc|repository_url=ghcr.io/acme/app")]
    public void A_package_url_is_read(string text, string parts)
    {
        Assert.True(PackageUrl.TryParse(text, out var url));
        Assert.Equal(parts, $"{url.Type}|{url.Namespace}|{url.Name}|{url.Version}|{string.Join(',', url.Qualifiers.Select(x => $"{x.Key}={x.Value}"))}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nuget/Newtonsoft.Json")]
    [InlineData("pkg:nuget")]
    public void Anything_else_is_none(string? text) => Assert.False(PackageUrl.TryParse(text, out _));

    [Theory]
    [InlineData("pkg:nuget/newtonsoft.json", "pkg:nuget/Newtonsoft.Json@13.0.1", true)]
    [InlineData("pkg:nuget/Newtonsoft.Json@13.0.1", "pkg:nuget/Newtonsoft.Json@13.0.1?x=y", true)]
    [InlineData("pkg:nuget/Newtonsoft.Json@13.0.2", "pkg:nuget/Newtonsoft.Json@13.0.1", false)]
    [InlineData("pkg:npm/Core", "pkg:npm/core", false)]
    [InlineData("pkg:deb/debian/zlib1g?distro=debian-12", "pkg:deb/debian/zlib1g@1?arch=amd64&distro=debian-12", true)]
    [InlineData("pkg:deb/debian/zlib1g?distro=debian-11", "pkg:deb/debian/zlib1g@1?arch=amd64&distro=debian-12", false)]
    [InlineData("pkg:deb/ubuntu/zlib1g", "pkg:deb/debian/zlib1g@1", false)]
    public void What_is_left_out_is_left_open(string rule, string package, bool covers)
    {
        Assert.True(PackageUrl.TryParse(rule, out var left));
        Assert.True(PackageUrl.TryParse(package, out var right));

        Assert.Equal(covers, left.Covers(right));
    }
}
