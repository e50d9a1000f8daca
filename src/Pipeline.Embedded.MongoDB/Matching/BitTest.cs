namespace Pipeline.Embedded.MongoDB.Matching;

internal enum BitTest
{
    AllSet,
    AllClear,
    AnySet,
    AnyClear,
}
