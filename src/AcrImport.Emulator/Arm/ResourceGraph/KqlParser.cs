using System.Globalization;
using System.Text.Json.Nodes;
using Rows = System.Collections.Generic.IEnumerable<System.Text.Json.Nodes.JsonObject>;

namespace AcrImport.Emulator.Arm.ResourceGraph;

/// <summary>Makes a query of its text: the table "resources" and the operators with which clients look for resources.</summary>
internal sealed class KqlParser
{
    private readonly KqlReader _reader;

    private KqlParser(KqlReader reader) => _reader = reader;

    /// <exception cref="KqlException">The query is not one that is understood.</exception>
    public static Func<Rows, Rows> Parse(string query)
    {
        var reader = new KqlReader(KqlTokenizer.Read(query));
        return new KqlParser(reader).Query();
    }

    private Func<Rows, Rows> Query()
    {
        if (!_reader.Peek.Text.Equals("resources", StringComparison.OrdinalIgnoreCase))
        {
            throw _reader.NotUnderstood();
        }

        _reader.Next();
        Func<Rows, Rows> query = rows => rows;
        while (!_reader.IsAtEnd)
        {
            _reader.Expect("|");
            var before = query;
            var stage = Stage();
            query = rows => stage(before(rows));
        }

        return query;
    }

    private Func<Rows, Rows> Stage() => _reader.Word() switch
    {
        "where" or "filter" => Where(),
        "project" => Project(),
        "limit" or "take" => Take(),
        "order" or "sort" => Order(),
        _ => throw _reader.LastNotUnderstood(),
    };

    private Func<Rows, Rows> Where()
    {
        var condition = new KqlConditionParser(_reader).Parse();
        return rows => rows.Where(condition);
    }

    private Func<Rows, Rows> Take()
    {
        var count = int.TryParse(_reader.Peek.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : throw _reader.NotUnderstood();
        _reader.Next();
        return rows => rows.Take(count);
    }

    private Func<Rows, Rows> Order()
    {
        _reader.Expect("by");
        var value = _reader.Value();
        if (_reader.Skip("asc"))
        {
            return rows => rows.OrderBy(value.TextOf, StringComparer.Ordinal);
        }

        // The language's own default, unlike SQL's.
        _reader.Skip("desc");
        return rows => rows.OrderByDescending(value.TextOf, StringComparer.Ordinal);
    }

    private Func<Rows, Rows> Project()
    {
        var columns = new List<(string Name, KqlValue Value)>();
        do
        {
            var value = _reader.Value();
            columns.Add(value.IsColumn && _reader.Skip("=") ? (value.Name, _reader.Value()) : (value.Name, value));
        }
        while (_reader.Skip(","));

        return rows => rows.Select(row => new JsonObject(columns.Select(column =>
            KeyValuePair.Create(column.Name, column.Value.NodeOf(row)?.DeepClone()))));
    }
}
