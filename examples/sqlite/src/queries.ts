/** A script of statements and 50 queries: every answer must be the same, whoever compiled SQLite. */

/** Makes the tables that the queries look at: 2,000 orders of 200 customers. */
export const SCHEMA = `
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT, credit REAL);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customers, day TEXT, amount REAL, note TEXT);
CREATE INDEX orders_by_customer ON orders (customer, day);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
INSERT INTO customers SELECT i, printf('Customer %03d', i * 7919 % 1000),
  CASE i % 5 WHEN 0 THEN 'NO' WHEN 1 THEN 'PT' WHEN 2 THEN 'JP' WHEN 3 THEN 'KE' END, i * 37 % 101 * 12.5 FROM n;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
INSERT INTO orders SELECT i, i * 61 % 211 + 1, date('2024-01-01', '+' || (i * 13 % 366) || ' days'), i * 7919 % 100003 / 100.0,
  CASE WHEN i % 10 = 0 THEN NULL ELSE substr('north south east west up down', i % 20 + 1, i % 9) END FROM n;
CREATE VIEW sales AS SELECT c.country, c.name, o.* FROM orders o JOIN customers c ON c.id = o.customer;
CREATE TABLE log (what TEXT, order_id INTEGER, amount REAL);
CREATE TRIGGER watch AFTER UPDATE OF amount ON orders BEGIN INSERT INTO log VALUES ('changed', new.id, new.amount - old.amount); END;
`;

export const QUERIES: readonly string[] = [
  "SELECT count(*), sum(amount), avg(amount), min(day), max(day) FROM orders",
  "SELECT country, count(*) FROM customers GROUP BY country ORDER BY 1",
  "SELECT country, round(sum(amount), 2) s FROM sales GROUP BY country HAVING s > 1000 ORDER BY s DESC",
  "SELECT name, amount FROM sales ORDER BY amount DESC, id LIMIT 10 OFFSET 5",
  "SELECT * FROM customers WHERE country IS NULL AND credit BETWEEN 300 AND 400",
  "SELECT c.id, count(o.id) n FROM customers c LEFT JOIN orders o ON o.customer = c.id GROUP BY c.id ORDER BY n, c.id LIMIT 20",
  "SELECT id FROM customers WHERE NOT EXISTS (SELECT 1 FROM orders WHERE customer = customers.id)",
  "SELECT strftime('%m', day) m, round(total(amount), 1) FROM orders GROUP BY m",
  "SELECT day, amount, sum(amount) OVER (ORDER BY day, id ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) FROM orders WHERE customer = 7",
  "SELECT name, rank() OVER (PARTITION BY country ORDER BY credit DESC) r FROM customers ORDER BY country, r, name LIMIT 25",
  "SELECT id, lag(amount, 1, 0) OVER w, lead(amount) OVER w, ntile(4) OVER w FROM orders WHERE customer < 4 WINDOW w AS (ORDER BY id)",
  "WITH RECURSIVE fib(a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a + b FROM fib WHERE a < 1e15) SELECT a FROM fib",
  "WITH RECURSIVE p(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM p WHERE n < 500) SELECT group_concat(n) FROM p WHERE NOT EXISTS (SELECT 1 FROM p q WHERE q.n < p.n AND p.n % q.n = 0)",
  "WITH t AS (SELECT customer, sum(amount) s FROM orders GROUP BY customer) SELECT max(s), min(s), avg(s) FROM t",
  "SELECT note, count(*) FROM orders WHERE note LIKE '%st%' GROUP BY note ORDER BY 2 DESC, 1 LIMIT 15",
  "SELECT note FROM orders WHERE note GLOB '[e-n]*t' GROUP BY note",
  "SELECT upper(note), length(note), instr(note, 'o'), replace(note, 'o', '0') FROM orders WHERE id < 12",
  "SELECT hex(note), quote(note), unicode(note) FROM orders WHERE id IN (3, 14, 15, 92, 653, 1589)",
  "SELECT trim('  x '), ltrim('--a', '-'), char(233, 8364, 128512), substr('naïve', -3)",
  "SELECT 7 / 2, -7 / 2, 7 % -3, 7.0 / 2, 1 / 0, 9223372036854775807 + 1",
  "SELECT abs(-9007199254740993), 1 << 40, ~5, 6 & 3, 6 | 3, -1 >> 60",
  "SELECT cast('12abc' AS INTEGER), cast('1e3' AS REAL), cast(3.99 AS INTEGER), cast(65 AS BLOB), typeof(2 + '3')",
  "SELECT 0.1 + 0.2, 1e308 * 10, -1e308 * 10, 5e-324, 123456789.123456789, 1e21",
  "SELECT round(2.5), round(-2.5), round(1234.5678, 2), printf('%.10g|%e|%08.3f|%x|%,d', 2.0 / 3, 12345.678, -3.14159, 255, 1234567)",
  "SELECT date('2024-02-29', '+1 year'), julianday('2000-01-01'), strftime('%s', '2038-01-19 03:14:08'), time('23:59:59', '+2 seconds')",
  "SELECT json_extract('{\"a\":[1,{\"b\":\"x\"}]}', '$.a[1].b'), json_array(1, 'two', NULL, 3.5), json_type('[1]')",
  'SELECT key, value, type FROM json_each(\'{"n":1,"s":"t","l":[1,2],"z":null}\')',
  'SELECT fullkey, atom FROM json_tree(\'{"a":{"b":[10,20,{"c":true}]}}\') WHERE atom IS NOT NULL',
  "SELECT json_group_array(name) FROM (SELECT name FROM customers WHERE id < 6 ORDER BY id)",
  "SELECT json_group_object(id, credit) FROM customers WHERE country = 'KE' AND id < 40",
  "SELECT coalesce(NULL, NULL, 3), nullif(1, 1), ifnull(NULL, 'd'), iif(1 > 2, 'a', 'b'), NULL IS NULL, NULL = NULL",
  "SELECT 'a' < 'B', 'a' < 'B' COLLATE NOCASE, 'abc' = 'ABC' COLLATE NOCASE, x'00ff' > 'zz'",
  "SELECT id FROM customers WHERE country = 'JP' UNION SELECT id FROM customers WHERE credit > 1200 EXCEPT SELECT 100 ORDER BY 1 LIMIT 60",
  "SELECT country FROM customers INTERSECT SELECT 'PT' UNION ALL SELECT 'XX'",
  "SELECT a.id, b.id FROM customers a JOIN customers b ON a.credit = b.credit AND a.id < b.id ORDER BY 1, 2 LIMIT 30",
  "SELECT count(DISTINCT customer), count(DISTINCT day), count(note) FROM orders",
  "SELECT day, group_concat(id, '-') FROM (SELECT day, id FROM orders ORDER BY day, id DESC) GROUP BY day HAVING count(*) > 5 ORDER BY day LIMIT 12",
  "SELECT (SELECT name FROM customers WHERE id = o.customer), amount FROM orders o WHERE amount > 995 ORDER BY amount",
  "SELECT CASE WHEN amount < 10 THEN 'small' WHEN amount < 500 THEN 'middle' ELSE 'large' END k, count(*), sum(amount) FROM orders GROUP BY k",
  "VALUES (1, 'x'), (2, x'beef'), (3, NULL)",
  "EXPLAIN QUERY PLAN SELECT * FROM orders WHERE customer = 5 AND day > '2024-06-01'",
  "EXPLAIN SELECT name FROM customers WHERE id = 3",
  "PRAGMA table_info(orders)",
  "UPDATE orders SET amount = amount * 1.1 WHERE customer = 9; SELECT what, count(*), round(sum(amount), 3) FROM log GROUP BY what",
  "DELETE FROM orders WHERE day < '2024-02-01'; SELECT count(*), changes() FROM orders",
  "INSERT INTO customers (id, name) VALUES (1, 'again') ON CONFLICT (id) DO UPDATE SET name = excluded.name || '!'; SELECT * FROM customers WHERE id = 1",
  "BEGIN; DELETE FROM customers; ROLLBACK; SELECT count(*) FROM customers",
  "CREATE TABLE doubled AS SELECT id, backwards(name) b FROM customers; SELECT b, count(*) FROM doubled GROUP BY b ORDER BY 1 LIMIT 8",
  "SELECT sum(length(randomblob(100))), count(*) FROM orders; PRAGMA integrity_check",
  "SELECT name, sql FROM sqlite_schema ORDER BY name",
];
