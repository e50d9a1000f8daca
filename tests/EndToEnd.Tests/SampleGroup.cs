namespace EndToEnd.Tests;

/// <summary>Tests that share the compiled sample run one after another: several of them edit it.</summary>
[CollectionDefinition(Name)]
public sealed class SampleGroup : ICollectionFixture<SampleRepository>
{
    public const string Name = "sample";
}
