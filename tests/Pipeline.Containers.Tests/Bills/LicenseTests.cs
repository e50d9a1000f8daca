using Pipeline.Containers.Bills;

namespace Pipeline.Containers.Tests.Bills;

public sealed class LicenseTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData("<license type='expression'>Apache-2.0 OR MIT</license>", """[{"expression":"Apache-2.0 OR MIT"}]""")]
    [InlineData("<license type='file'>LICENSE.md</license><licenseUrl>https://example.com/deprecated</licenseUrl>", """[{"license":{"name":"LICENSE.md"}}]""")]
    [InlineData("<licenseUrl>https://example.com/l</licenseUrl>", """[{"license":{"name":"https://example.com/l","url":"https://example.com/l"}}]""")]
    [InlineData("<licenseUrl>not an address</licenseUrl>", null)]
    [InlineData("", null)]
    public void A_nuspecs_licence_is_read_in_each_of_its_forms(string license, string? json)
    {
        File.WriteAllText(file, $"<package xmlns='http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd'><metadata><id>x</id>{license}</metadata></package>");

        Assert.Equal(json, PackageLicense.Read(file)?.Json().ToJsonString());
    }

    [Theory]
    [InlineData("<package>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><package><metadata><license>&a;</license></metadata></package>")]
    public void A_nuspec_that_cannot_be_read_says_nothing(string text)
    {
        File.WriteAllText(file, text);

        Assert.Null(PackageLicense.Read(file));
    }

    [Theory]
    [InlineData("AAAA", null)]
    [InlineData(null, null)]
    [InlineData("not base64", null)]
    public void Only_a_whole_hash_is_one(string? text, string? hash) => Assert.Equal(hash, PackageNode.Hexadecimal(text));
}
