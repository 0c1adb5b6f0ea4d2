namespace Wire.Domain;

/// <summary>Canonical configuration text, of a text or of resources.</summary>
public static class ConfigWriter
{
    /// <summary>
    /// The text of a document that had no errors: every value as its attribute writes it, four blanks a level, at most one
    /// empty line in a row. Order and comments stay; lines of one object come together where they first stood.
    /// </summary>
    public static string Format(ConfigDocument document, ConfigForm form) => Print(document.Outline.Nodes, form);

    /// <summary>Text that reads back as these declarations, without what Wire assigned and what only the kernel says.</summary>
    public static string Export(IEnumerable<Declared> declared, ConfigForm form) => Print(new ResourceOutline(declared).Build(), form);

    /// <inheritdoc cref="Export(IEnumerable{Declared}, ConfigForm)"/>
    public static string Export(IEnumerable<Resource> resources, ConfigForm form) => Export(resources.Select(r => new Declared(r)), form);

    private static string Print(IReadOnlyList<OutlineNode> nodes, ConfigForm form) =>
        form == ConfigForm.Hierarchical ? new HierarchicalPrinter().Print(nodes) : new SequentialPrinter().Print(nodes);
}
