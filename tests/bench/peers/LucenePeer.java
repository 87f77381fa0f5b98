import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

/**
 * The same work done by Lucene, for comparison. Articles are lines "ID TAB DAY TAB TITLE TAB TEXT".
 *
 *     java LucenePeer.java index FOLDER THREADS < ARTICLES     every article in, or in place of the one it was
 *     java LucenePeer.java search FOLDER ROUNDS < QUERIES      microseconds, TAB, number of hits of each line
 *
 * A query is words, all required, or a phrase in quotes; an answer is ten hits with snippets and the exact count.
 */
public final class LucenePeer {
    private static final Analyzer ANALYZER = new EnglishAnalyzer();

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        int number = Integer.parseInt(arguments[2]);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            if (arguments[0].equals("index")) {
                index(folder, number, lines);
            } else {
                search(folder, number, lines);
            }
        }
    }

    private static void index(Path folder, int threads, BufferedReader lines) throws Exception {
        Files.createDirectories(folder);
        boolean fresh = !DirectoryReader.indexExists(FSDirectory.open(folder));
        IndexWriterConfig config = new IndexWriterConfig(ANALYZER);
        config.setRAMBufferSizeMB(256);
        try (IndexWriter writer = new IndexWriter(FSDirectory.open(folder), config)) {
            ArrayBlockingQueue<String> queue = new ArrayBlockingQueue<>(10_000);
            String end = new String("end");
            List<Thread> workers = new ArrayList<>();
            for (int i = 0; i < threads; ++i) {
                Thread worker = new Thread(() -> {
                    try {
                        for (String line = queue.take(); line != end; line = queue.take()) {
                            add(writer, line.split("\t", 4), fresh);
                        }
                    } catch (IOException | InterruptedException failure) {
                        failure.printStackTrace();
                        System.exit(1);
                    }
                });
                worker.start();
                workers.add(worker);
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) queue.put(line);
            for (int i = 0; i < threads; ++i) queue.put(end);
            for (Thread worker : workers) worker.join();
        }
    }

    private static void add(IndexWriter writer, String[] parts, boolean fresh) throws IOException {
        FieldType text = new FieldType(TextField.TYPE_STORED);
        text.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
        Document document = new Document();
        document.add(new StringField("id", parts[0], Field.Store.YES));
        document.add(new NumericDocValuesField("day", Long.parseLong(parts[1])));
        document.add(new StoredField("title", parts[2]));
        document.add(new Field("text", parts[2] + "\n" + parts[3], text));
        if (fresh) {
            writer.addDocument(document);
        } else {
            writer.updateDocument(new Term("id", parts[0]), document);
        }
    }

    private static Query parse(String line) {
        QueryBuilder builder = new QueryBuilder(ANALYZER);
        if (line.isEmpty()) return new MatchAllDocsQuery();
        Query query = line.startsWith("\"") ? builder.createPhraseQuery("text", line.replace("\"", ""))
                                            : builder.createBooleanQuery("text", line, BooleanClause.Occur.MUST);
        return query == null ? new BooleanQuery.Builder().build() : query;
    }

    private static void search(Path folder, int rounds, BufferedReader lines) throws IOException {
        List<String> queries = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) queries.add(line);
        try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder))) {
            IndexSearcher searcher = new IndexSearcher(reader);
            UnifiedHighlighter highlighter = new UnifiedHighlighter(searcher, ANALYZER);
            double[][] times = new double[queries.size()][rounds];
            long[] hits = new long[queries.size()];
            for (int round = 0; round < rounds; ++round) {
                for (int i = 0; i < queries.size(); ++i) {
                    long start = System.nanoTime();
                    Query query = parse(queries.get(i));
                    TopScoreDocCollector collector = TopScoreDocCollector.create(10, Integer.MAX_VALUE);
                    searcher.search(query, collector);
                    TopDocs top = collector.topDocs();
                    highlighter.highlight("text", query, top, 2);
                    times[i][round] = (System.nanoTime() - start) / 1000.0;
                    hits[i] = top.totalHits.value;
                }
            }
            for (int i = 0; i < queries.size(); ++i) {
                Arrays.sort(times[i]);
                System.out.println(times[i][rounds / 2] + "\t" + hits[i]);
            }
        }
    }
}
