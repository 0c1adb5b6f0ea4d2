using System.Diagnostics;
using System.IO.Compression;
using VerifyXunit;
using Wire.Testing;

namespace Wire.Journal.Tests;

/// <summary>What somebody gets who uses the journal without the rest.</summary>
public sealed class PackageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Whoever changes this changes other people's programs: it goes with a line in CHANGELOG.md.</summary>
    [Fact]
    public Task PublicApiIsWhatItWas() => Verifier.Verify(PublicApi.Of(typeof(EventJournal).Assembly));

    [Fact]
    public void ItNeedsNothingOfNetworks() =>
        Assert.All(typeof(EventJournal).Assembly.GetReferencedAssemblies(), a => Assert.True(a.Name is "Tmds.LibC" or "ZstdSharp" || a.Name!.StartsWith("System.", StringComparison.Ordinal), a.Name));

    [Fact]
    [Trait("Category", "Kernel")]
    public async Task ExampleOfItsReadmePrintsWhatTheReadmeSaysInAProgramOfSomebodyElse()
    {
        using var directory = new TemporaryDirectory();
        var packages = Path.Combine(directory.Path, "packages");
        await DotnetAsync(Repository.Root, "pack", "Wire.Journal", "-c", "Release", "-o", packages, "--nologo", "-v", "q", "-p:ContinuousIntegrationBuild=true");
        var package = Assert.Single(Directory.GetFiles(packages, "Wire.Journal.*.nupkg"));
        await using (var content = await ZipFile.OpenReadAsync(package, Cancel))
        {
            Assert.Superset(new HashSet<string> { "README.md", "FORMAT.md", "lib/net10.0/Wire.Journal.dll", "lib/net10.0/Wire.Journal.xml" }, content.Entries.Select(e => e.FullName).ToHashSet());
        }

        var blocks = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "Wire.Journal/README.md"), Cancel)).Split("```");
        var program = Directory.CreateDirectory(Path.Combine(directory.Path, "program")).FullName;
        await File.WriteAllTextAsync(Path.Combine(program, "Program.cs"), blocks[1]["csharp".Length..], Cancel);
        await File.WriteAllTextAsync(Path.Combine(program, "Directory.Build.props"), "<Project/>", Cancel);
        await File.WriteAllTextAsync(Path.Combine(program, "program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestorePackagesPath>{directory.Path}/restored</RestorePackagesPath>
                <RestoreAdditionalProjectSources>{packages}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="Wire.Journal" Version="*" /></ItemGroup>
            </Project>
            """, Cancel);
        Assert.Equal(blocks[3].Trim(), (await DotnetAsync(program, "run", "--project", program)).Trim());
    }

    private static async Task<string> DotnetAsync(string where, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = where, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}: {output}{await errors}");
        return output;
    }
}
