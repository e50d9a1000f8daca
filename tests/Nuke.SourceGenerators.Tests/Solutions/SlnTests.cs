using Nuke.Common.IO;
using Nuke.Common.ProjectModel;
using Nuke.SourceGenerators.Solutions;

namespace GeneratorTests.Solutions;

public sealed class SlnTests
{
    private const string Header = "Microsoft Visual Studio Solution File, Format Version 12.00\n";

    [Fact]
    public void The_generator_and_the_library_read_the_same_names_from_a_sln()
    {
        const string text = Header + """
            Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "src", "src", "{11111111-0000-0000-0000-000000000001}"
            	ProjectSection(SolutionItems) = preProject
            		README.md = README.md
            	EndProjectSection
            EndProject
            Project("{2150e333-8fdc-42a3-9474-1a3956d46de8}") = "inner", "inner", "{11111111-0000-0000-0000-000000000002}"
            EndProject
            Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "Shown Name", "src\inner\Real.csproj", "{11111111-0000-0000-0000-000000000003}"
            EndProject
            Project("{E24C65DC-7377-472B-9ABA-BC803B73C61A}") = "Site", "..\web\", "{11111111-0000-0000-0000-000000000005}"
            EndProject
            Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "Top", "Top\Top.csproj", "{11111111-0000-0000-0000-000000000004}"
            EndProject
            Global
            	GlobalSection(NestedProjects) = preSolution
            		{11111111-0000-0000-0000-000000000002} = {11111111-0000-0000-0000-000000000001}
            		{11111111-0000-0000-0000-000000000003} = {11111111-0000-0000-0000-000000000002}
            	EndGlobalSection
            EndGlobal
            """;
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "Some.sln");
        File.WriteAllText(file, text);

        var ours = SolutionReader.Read(file, text);
        var theirs = AbsolutePath.Create(file).ReadSolution();

        Assert.Equal(Names(theirs), Names(ours));
        Assert.Equal("(src(inner(Real))Site,Top)", Names(ours));
    }

    [Fact]
    public void Folders_nested_in_each_other_end_at_the_top_instead_of_in_a_loop()
    {
        const string text = Header + """
            Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "a", "a", "{1}"
            EndProject
            Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "b", "b", "{2}"
            EndProject
            	GlobalSection(NestedProjects) = preSolution
            		{1} = {2}
            		{2} = {1}
            	EndGlobalSection
            """;

        Assert.Equal(["a", "b"], SolutionReader.Read("x.sln", text).Folders.Select(x => x.Name));
    }

    [Theory]
    [InlineData("App.Core", "App_Core")]
    [InlineData("A - B", "A_B")]
    [InlineData("7zip", "_zip")]
    [InlineData("_x__y", "_x_y")]
    [InlineData("ÄÖ", "ÄÖ")]
    [InlineData("...", "_")]
    public void Names_become_identifiers_as_NUKE_makes_them(string name, string identifier)
        => Assert.Equal(identifier, MemberNames.Identifier(name));

    [Theory]
    [InlineData("""{"Solution":"a.sln"}""", "a.sln")]
    [InlineData("""{ "x": {"Solution": "no"}, "y": ["Solution", "no"], "Solution" : "b\\c\u0041.sln" }""", "b\\cA.sln")]
    [InlineData("{ // \"Solution\": \"no\"\n \"Solution\": \"c.sln\" }", "c.sln")]
    [InlineData("""{ "Solution": 5 }""", null)]
    [InlineData("""{ "Other": "Solution" }""", null)]
    [InlineData("{ \"Solution\": \"unfinished", "unfinished")]
    [InlineData("", null)]
    public void A_parameter_is_found_at_the_top_of_the_file_only(string json, string? value)
        => Assert.Equal(value, ParametersFile.Find(json, "Solution"));

    private static string Names(IProjectContainer container)
        => $"({string.Concat(container.SolutionFolders.Select(x => x.Name + Names(x)))}{string.Join(',', container.Projects.Select(x => x.Name))})";

    private static string Names(SolutionTree tree)
        => $"({string.Concat(tree.Folders.Select(x => x.Name + Names(x)))}{string.Join(',', tree.Projects)})";
}
