using Pipeline.Embedded.MongoDB.Tests.Running;

namespace Pipeline.Embedded.MongoDB.Tests.Specifications;

/// <summary>A test that isn't run, or all of a file with the description "*", and why. It counts as not passed.</summary>
internal sealed record SpecificationSkip(string File, string Description, string Reason)
{
    public bool Covers(TestCase test) => test.File.Name == File && (Description == "*" || test.Description == Description);
}
