using System.Xml.Linq;
using Wire.Testing;

namespace Wire.Host.Tests;

/// <summary>Holds the table of ARCHITECTURE.md: who may reference whom, and which projects are pure.</summary>
public sealed class ArchitectureTests
{
    [Theory]
    [InlineData("Wire.Domain", "")]
    [InlineData("Wire.Journal", "")]
    [InlineData("Wire.Kernel", "Wire.Domain")]
    [InlineData("Wire.Projections", "Wire.Domain Wire.Journal")]
    [InlineData("Wire.Host", "Wire.Domain Wire.Journal Wire.Kernel Wire.Projections")]
    [InlineData("Wire.Host/Audit/Wire.Audit", "Patched.DistributedLock.Postgres Wire.Journal")]
    public void ProjectReferencesOnlyWhatTheTableAllows(string project, string allowed)
    {
        var file = project.Contains('/', StringComparison.Ordinal) ? project : $"{project}/{project}";
        var references = XDocument.Load(Repository.PathOf(file + ".csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Order(StringComparer.Ordinal);

        Assert.Equal(allowed, string.Join(' ', references));
    }

    [Theory]
    [InlineData("Wire.Domain")]
    [InlineData("Wire.Projections")]
    public void PureProjectUsesNoClockRandomnessEnvironmentOrFiles(string project)
    {
        var sources = Directory.EnumerateFiles(Repository.PathOf(project), "*.cs", SearchOption.AllDirectories)
            .Where(path => !IsBuildOutput(Path.GetRelativePath(Repository.Root, path)))
            .Order(StringComparer.Ordinal);

        var found = sources.SelectMany(path =>
            BannedApis.In(File.ReadAllText(path))
                .Select(use => $"{Path.GetRelativePath(Repository.Root, path)}:{use.Line}: {use.Api}"));

        Assert.True(!found.Any(), $"{project} is pure (time, ids and files come in with the call), but uses\n{string.Join('\n', found)}");
    }

    [Theory]
    [InlineData("var t = DateTime.UtcNow;", "DateTime.UtcNow")]
    [InlineData("var t = DateTimeOffset . Now;", "DateTimeOffset.Now")]
    [InlineData("var g = System.Guid.NewGuid();", "Guid.NewGuid")]
    [InlineData("var g = Guid.CreateVersion7();", "Guid.CreateVersion7")]
    [InlineData("Random r = Random.Shared;", "Random")]
    [InlineData("var s = $\"at {DateTime.Now}\";", "DateTime.Now")]
    [InlineData("/* File. */ File.Delete(path);", "File.")]
    public void BannedApiIsFound(string source, string api) =>
        Assert.Contains(new BannedApis.Use(2, api), BannedApis.In("// first line\n" + source));

    [Theory]
    [InlineData("// DateTime.Now is not used")]
    [InlineData("/* Guid.NewGuid()\n DateTime.Now */")]
    [InlineData("/// <see cref=\"Environment.MachineName\"/>")]
    [InlineData("ConfigFile.Parse(text); RandomizedDelay.None; DateTimeOffset.UnixEpoch")]
    public void CommentOrLongerNameIsNotABannedApi(string source) => Assert.Empty(BannedApis.In(source));

    private static bool IsBuildOutput(string relativePath) =>
        relativePath.Split(Path.DirectorySeparatorChar) is [_, "bin" or "obj", ..];
}
