#!/usr/bin/env node
// Edits on a tellcut server, or one that speaks the same API, from a shell. Node 20 or newer, no packages.
// Made from src/remote by `npm run gen`: change it there. It contains eventsource-parser (MIT, Espen Hovlandsdal).
import path from "node:path";
import { fileURLToPath } from "node:url";
import { homedir } from "node:os";
import { parseArgs } from "node:util";
import { createWriteStream, openAsBlob, readFileSync } from "node:fs";
import { chmod, mkdir, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
// src/base/lang.ts
/** Our language for a BCP 47 tag: Chinese for any `zh-*`, English for everything else. */
function langOf(tag) {
	return tag.toLowerCase().startsWith("zh") ? "zh" : "en";
}
/** Chinese when a text holds more Han characters than kana or Hangul; `fallback` when it has no letters at all. */
function detectLang(text, fallback = "en") {
	const count = (pattern) => text.match(pattern)?.length ?? 0;
	if (count(/\p{Script=Han}/gu) > 0 && count(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu) === 0) return "zh";
	return /\p{L}/u.test(text) ? "en" : fallback;
}
// src/client/http.ts
/** A refusal of the server, in its own sentence. `code` is the API's; 0: nothing answered. */
var ApiError = class extends Error {
	name = "ApiError";
	code;
	/** HTTP status; 0 when nothing answered. */
	status;
	data;
	constructor(message, about) {
		super(message, { cause: about.cause });
		this.code = about.code;
		this.status = about.status;
		this.data = typeof about.data === "object" ? about.data : null;
	}
};
/** Whether nothing answered: the connection is away, or the server is. */
var isAway = (error) => error instanceof ApiError && error.status === 0;
/** "Too many calls" is waited for once: as long as the server says, 30 s when it says nothing, never over a minute. */
var WAIT_S = 30;
var LONGEST_WAIT_S = 60;
function openHttp(options) {
	const base = options.url.replace(/\/+$/, "");
	const request = options.fetch ?? globalThis.fetch.bind(globalThis);
	const wait = options.wait ?? pause;
	const headers = () => headersOf(options);
	const address = (path) => /^https?:/.test(path) ? path : `${base}${path}`;
	async function attempt(method, path, { body, headers: more, signal }) {
		const isRaw = body === void 0 || body instanceof FormData;
		const init = {
			method,
			headers: {
				...headers(),
				...isRaw ? {} : { "content-type": "application/json" },
				...more
			},
			...body === void 0 ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) },
			...signal === void 0 ? {} : { signal }
		};
		try {
			return await request(address(path), init);
		} catch (error) {
			if (signal?.aborted === true) throw error;
			throw new ApiError(`Nothing answers at ${base}.`, {
				code: 0,
				status: 0,
				cause: error
			});
		}
	}
	async function send(method, path, call = {}) {
		const response = await attempt(method, path, call);
		if (response.status !== 429 || call.once === true) return response;
		const seconds = Number(response.headers.get("retry-after") ?? WAIT_S);
		if (!(seconds <= LONGEST_WAIT_S)) return response;
		await response.body?.cancel();
		options.onWait?.(seconds);
		await wait(seconds * 1e3, call.signal);
		return attempt(method, path, call);
	}
	async function answer(method, path, call = {}) {
		return answerOf(await send(method, path, call));
	}
	const data = async (method, path, call = {}) => (await answer(method, path, call)).data;
	return {
		send,
		answer,
		data,
		address,
		wait,
		headers
	};
}
function headersOf({ token, attribution, language }) {
	return {
		...token === void 0 || token === null ? {} : { authorization: `Bearer ${token}` },
		...language === void 0 ? {} : { "accept-language": language },
		...attribution === void 0 ? {} : {
			"x-skill-source": attribution.source,
			"x-skill-version": attribution.version,
			"x-skill-platform": attribution.platform
		}
	};
}
/** The JSON of a response. Throws {@link ApiError} for a failure, and for what is not of this API (a proxy's page). */
async function answerOf(response) {
	const { status, ok } = response;
	const answer = await response.json().catch(() => null);
	if (typeof answer !== "object" || answer === null) throw new ApiError(`The server answered ${status} with something that is not JSON.`, {
		code: status,
		status
	});
	const code = typeof answer.code === "number" ? answer.code : ok ? 0 : status;
	if (code === 0 && ok) return answer;
	const said = answer.message ?? answer["error"] ?? answer["detail"];
	throw new ApiError(typeof said === "string" && said !== "ok" ? said : `The server refused (${status}).`, {
		code: code === 0 ? status : code,
		status,
		data: answer.data
	});
}
/** Waits; throws the signal's reason when it is aborted. */
function pause(ms, signal) {
	return new Promise((done, stop) => {
		signal?.throwIfAborted();
		const end = () => {
			clearTimeout(timer);
			stop(signal?.reason);
		};
		const timer = setTimeout(() => {
			signal?.removeEventListener("abort", end);
			done();
		}, ms);
		signal?.addEventListener("abort", end, { once: true });
	});
}
// node_modules/eventsource-parser/dist/index.js
var ParseError = class extends Error {
	constructor(message, options) {
		super(message), this.name = "ParseError", this.type = options.type, this.field = options.field, this.value = options.value, this.line = options.line;
	}
};
var LF = 10;
var CR = 13;
var SPACE = 32;
function noop(_arg) {}
function createParser(config) {
	if (typeof config == "function") throw new TypeError("`config` must be an object, got a function instead. Did you mean `createParser({onEvent: fn})`?");
	const { onEvent = noop, onError = noop, onRetry = noop, onComment, maxBufferSize } = config, pendingFragments = [];
	let pendingFragmentsLength = 0, isFirstChunk = !0, id, data = "", dataLines = 0, eventType, terminated = !1;
	function feed(chunk) {
		if (terminated) throw new Error("Cannot feed parser: it was terminated after exceeding the configured max buffer size. Call `reset()` to resume parsing.");
		if (isFirstChunk && (isFirstChunk = !1, chunk.charCodeAt(0) === 239 && chunk.charCodeAt(1) === 187 && chunk.charCodeAt(2) === 191 && (chunk = chunk.slice(3))), pendingFragments.length === 0) {
			const trailing2 = processLines(chunk);
			trailing2 !== "" && (pendingFragments.push(trailing2), pendingFragmentsLength = trailing2.length), checkBufferSize();
			return;
		}
		if (chunk.indexOf(`
`) === -1 && chunk.indexOf("\r") === -1) {
			pendingFragments.push(chunk), pendingFragmentsLength += chunk.length, checkBufferSize();
			return;
		}
		pendingFragments.push(chunk);
		const input = pendingFragments.join("");
		pendingFragments.length = 0, pendingFragmentsLength = 0;
		const trailing = processLines(input);
		trailing !== "" && (pendingFragments.push(trailing), pendingFragmentsLength = trailing.length), checkBufferSize();
	}
	function checkBufferSize() {
		maxBufferSize !== void 0 && (pendingFragmentsLength + data.length <= maxBufferSize || (terminated = !0, pendingFragments.length = 0, pendingFragmentsLength = 0, id = void 0, data = "", dataLines = 0, eventType = void 0, onError(new ParseError(`Buffered data exceeded max buffer size of ${maxBufferSize} characters`, { type: "max-buffer-size-exceeded" }))));
	}
	function processLines(chunk) {
		let searchIndex = 0;
		if (chunk.indexOf("\r") === -1) {
			let lfIndex = chunk.indexOf(`
`, searchIndex);
			for (; lfIndex !== -1;) {
				if (searchIndex === lfIndex) {
					dataLines > 0 && onEvent({
						id,
						event: eventType,
						data
					}), id = void 0, data = "", dataLines = 0, eventType = void 0, searchIndex = lfIndex + 1, lfIndex = chunk.indexOf(`
`, searchIndex);
					continue;
				}
				const firstCharCode = chunk.charCodeAt(searchIndex);
				if (isDataPrefix(chunk, searchIndex, firstCharCode)) {
					const valueStart = chunk.charCodeAt(searchIndex + 5) === SPACE ? searchIndex + 6 : searchIndex + 5, value = chunk.slice(valueStart, lfIndex);
					if (dataLines === 0 && chunk.charCodeAt(lfIndex + 1) === LF) {
						onEvent({
							id,
							event: eventType,
							data: value
						}), id = void 0, data = "", eventType = void 0, searchIndex = lfIndex + 2, lfIndex = chunk.indexOf(`
`, searchIndex);
						continue;
					}
					data = dataLines === 0 ? value : `${data}
${value}`, dataLines++;
				} else isEventPrefix(chunk, searchIndex, firstCharCode) ? eventType = chunk.slice(chunk.charCodeAt(searchIndex + 6) === SPACE ? searchIndex + 7 : searchIndex + 6, lfIndex) || void 0 : parseLine(chunk, searchIndex, lfIndex);
				searchIndex = lfIndex + 1, lfIndex = chunk.indexOf(`
`, searchIndex);
			}
			return chunk.slice(searchIndex);
		}
		for (; searchIndex < chunk.length;) {
			const crIndex = chunk.indexOf("\r", searchIndex), lfIndex = chunk.indexOf(`
`, searchIndex);
			let lineEnd = -1;
			if (crIndex !== -1 && lfIndex !== -1 ? lineEnd = crIndex < lfIndex ? crIndex : lfIndex : crIndex !== -1 ? crIndex === chunk.length - 1 ? lineEnd = -1 : lineEnd = crIndex : lfIndex !== -1 && (lineEnd = lfIndex), lineEnd === -1) break;
			parseLine(chunk, searchIndex, lineEnd), searchIndex = lineEnd + 1, chunk.charCodeAt(searchIndex - 1) === CR && chunk.charCodeAt(searchIndex) === LF && searchIndex++;
		}
		return chunk.slice(searchIndex);
	}
	function parseLine(chunk, start, end) {
		if (start === end) {
			dispatchEvent();
			return;
		}
		const firstCharCode = chunk.charCodeAt(start);
		if (isDataPrefix(chunk, start, firstCharCode)) {
			const valueStart = chunk.charCodeAt(start + 5) === SPACE ? start + 6 : start + 5, value2 = chunk.slice(valueStart, end);
			data = dataLines === 0 ? value2 : `${data}
${value2}`, dataLines++;
			return;
		}
		if (isEventPrefix(chunk, start, firstCharCode)) {
			eventType = chunk.slice(chunk.charCodeAt(start + 6) === SPACE ? start + 7 : start + 6, end) || void 0;
			return;
		}
		if (firstCharCode === 105 && chunk.charCodeAt(start + 1) === 100 && chunk.charCodeAt(start + 2) === 58) {
			const value2 = chunk.slice(chunk.charCodeAt(start + 3) === SPACE ? start + 4 : start + 3, end);
			value2.includes("\0") || (id = value2);
			return;
		}
		if (firstCharCode === 58) {
			if (onComment) {
				const line2 = chunk.slice(start, end);
				onComment(line2.slice(chunk.charCodeAt(start + 1) === SPACE ? 2 : 1));
			}
			return;
		}
		const line = chunk.slice(start, end), fieldSeparatorIndex = line.indexOf(":");
		if (fieldSeparatorIndex === -1) {
			processField(line, "", line);
			return;
		}
		const field = line.slice(0, fieldSeparatorIndex), offset = line.charCodeAt(fieldSeparatorIndex + 1) === SPACE ? 2 : 1;
		processField(field, line.slice(fieldSeparatorIndex + offset), line);
	}
	function processField(field, value, line) {
		switch (field) {
			case "event":
				eventType = value || void 0;
				break;
			case "data":
				data = dataLines === 0 ? value : `${data}
${value}`, dataLines++;
				break;
			case "id":
				value.includes("\0") || (id = value);
				break;
			case "retry":
				/^\d+$/.test(value) ? onRetry(parseInt(value, 10)) : onError(new ParseError(`Invalid \`retry\` value: "${value}"`, {
					type: "invalid-retry",
					value,
					line
				}));
				break;
			default: onError(new ParseError(`Unknown field "${field.length > 20 ? `${field.slice(0, 20)}\u2026` : field}"`, {
				type: "unknown-field",
				field,
				value,
				line
			}));
		}
	}
	function dispatchEvent() {
		dataLines > 0 && onEvent({
			id,
			event: eventType,
			data
		}), id = void 0, data = "", dataLines = 0, eventType = void 0;
	}
	function reset(options = {}) {
		if (options.consume && pendingFragments.length > 0) {
			const incompleteLine = pendingFragments.join("");
			parseLine(incompleteLine, 0, incompleteLine.length);
		}
		isFirstChunk = !0, id = void 0, data = "", dataLines = 0, eventType = void 0, pendingFragments.length = 0, pendingFragmentsLength = 0, terminated = !1;
	}
	return {
		feed,
		reset
	};
}
function isDataPrefix(chunk, i, firstCharCode) {
	return firstCharCode === 100 && chunk.charCodeAt(i + 1) === 97 && chunk.charCodeAt(i + 2) === 116 && chunk.charCodeAt(i + 3) === 97 && chunk.charCodeAt(i + 4) === 58;
}
function isEventPrefix(chunk, i, firstCharCode) {
	return firstCharCode === 101 && chunk.charCodeAt(i + 1) === 118 && chunk.charCodeAt(i + 2) === 101 && chunk.charCodeAt(i + 3) === 110 && chunk.charCodeAt(i + 4) === 116 && chunk.charCodeAt(i + 5) === 58;
}
// node_modules/eventsource-parser/dist/stream.js
var EventSourceParserStream = class extends TransformStream {
	constructor({ onError, onRetry, onComment, maxBufferSize } = {}) {
		let parser;
		super({
			start(controller) {
				parser = createParser({
					onEvent: (event) => {
						controller.enqueue(event);
					},
					onError(error) {
						typeof onError == "function" && onError(error), (onError === "terminate" || error.type === "max-buffer-size-exceeded") && controller.error(error);
					},
					onRetry,
					onComment,
					maxBufferSize
				});
			},
			transform(chunk) {
				parser.feed(chunk);
			}
		});
	}
};
// src/client/events.ts
/**
* The data of each event of a stream that is JSON, as it comes. Comments (heartbeats) and events that are something else
* are passed over: servers send both. Throws what the connection throws when it breaks.
*/
async function* eventsOf(response) {
	if (response.body === null) return;
	const reader = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader();
	try {
		for (let next = await reader.read(); !next.done; next = await reader.read()) {
			const event = jsonOf(next.value.data);
			if (typeof event === "object" && event !== null) yield event;
		}
	} finally {
		await reader.cancel().catch(() => void 0);
	}
}
function jsonOf(text) {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
// src/client/renders.ts
var BASE = "/api/render/proxy";
/** How often a server without a stream of its renders is asked. */
var POLL_MS = 1e3;
/** How often a server that is away is asked, before that is given up: some two minutes. */
var MOST_TRIES$2 = 30;
var hasEnded = ({ status }) => [
	"completed",
	"failed",
	"cancelled"
].includes(status);
function openRenders(http) {
	const get = async (id) => statusOf(await http.answer("GET", `${BASE}/lambda/${id}`));
	return {
		start: async (sessionId, output = {}, { id = `render_${crypto.randomUUID()}`, draft } = {}) => {
			const body = {
				id,
				sessionId,
				...draft === void 0 ? {} : { draft },
				output
			};
			await http.answer("POST", `${BASE}/lambda`, {
				once: true,
				body
			});
			return id;
		},
		get,
		list: async () => {
			const { data } = await http.answer("GET", `${BASE}/lambda`);
			return (data?.renders ?? []).map(statusOf);
		},
		follow: (id, { signal } = {}) => follow(http, {
			id,
			get,
			signal
		}),
		cancel: async (id) => {
			await http.answer("POST", `${BASE}/lambda/${id}/cancel`);
			return get(id);
		},
		download: async ({ id, url }, { signal, from = 0 } = {}) => {
			const headers = from > 0 ? { range: `bytes=${from}-` } : {};
			const response = url === null ? await http.send("GET", `${BASE}/${id}/download`, {
				signal,
				headers
			}) : await fetch(http.address(url), {
				headers,
				...signal === void 0 ? {} : { signal }
			});
			if (!response.ok) await answerOf(response);
			return response;
		}
	};
}
async function* follow(http, { id, get, signal }) {
	let last = "";
	let hasStream = true;
	const noStream = () => {
		hasStream = false;
	};
	for (let tries = 0;;) {
		try {
			for await (const status of hasStream ? streamed(http, {
				id,
				get,
				signal
			}, noStream) : [await get(id)]) {
				tries = 0;
				const now = JSON.stringify(status);
				if (now !== last) yield status;
				last = now;
				if (hasEnded(status)) return;
			}
		} catch (error) {
			const isFinal = error instanceof ApiError && !isAway(error) && error.status < 500 && error.status !== 429;
			if (signal?.aborted === true || isFinal || ++tries > MOST_TRIES$2) throw error;
		}
		await http.wait(POLL_MS, signal);
	}
}
/** What a stream says until it ends, and one look after it. */
async function* streamed(http, { id, get, signal }, noStream) {
	const response = await http.send("GET", `${BASE}/lambda/${id}/events`, { signal });
	const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") === true;
	if (response.ok && isStream) for await (const event of eventsOf(response)) yield statusOf(event);
	else {
		if (response.ok || response.status === 404) noStream();
		await response.body?.cancel();
	}
	yield await get(id);
}
var STATES = [
	"pending",
	"processing",
	"completed",
	"failed",
	"cancelled"
];
/** Both published shapes: the fields beside `data`, and those within. What has no known status is under way. */
function statusOf(answer) {
	const outer = answer;
	const inner = answer.data ?? {};
	const output = outer.output ?? inner.output;
	const text = (...found) => found.find((each) => typeof each === "string" && each !== "") ?? null;
	const number = (...found) => found.find((each) => typeof each === "number" && Number.isFinite(each)) ?? null;
	const status = STATES.find((state) => state === inner.status || state === outer.status) ?? "processing";
	return {
		id: text(inner.id, outer.id) ?? "",
		status,
		progress: status === "completed" ? 100 : number(inner.progress, outer.progress) ?? 0,
		url: text(inner.outputUrl, output?.url, outer.outputUrl),
		bytes: number(output?.size),
		duration: number(output?.duration),
		error: text(outer.error, inner.error),
		notes: Array.isArray(inner.notes) ? inner.notes.filter((note) => typeof note === "string") : []
	};
}
// src/client/turns.ts
/** The connection broke, and the server does not name its turns: it goes on with this one, and says no more of it here. */
var TurnLost = class extends Error {
	name = "TurnLost";
};
/** How often a server that does not answer is asked for the rest of a turn before that is given up: some two minutes. */
var MOST_TRIES$1 = 30;
var isLast = ({ finishReason, errorMessage }) => finishReason === "STOP" || errorMessage !== void 0;
function openTurns(http) {
	async function begin(sessionId, text, wish) {
		return http.send("POST", "/run_sse", {
			once: true,
			signal: wish.signal,
			headers: {
				accept: "text/event-stream",
				"idempotency-key": wish.key ?? crypto.randomUUID()
			},
			body: {
				app_name: "nemo_agent",
				user_id: "me",
				session_id: sessionId,
				new_message: { parts: [{ text }] },
				...wish.streaming === true ? { streaming: true } : {},
				...wish.selected === void 0 || wish.selected === null ? {} : { selected: wish.selected }
			}
		});
	}
	return {
		say: (sessionId, text, wish = {}) => hear$1(http, wish, { first: () => begin(sessionId, text, wish) }),
		follow: (turnId, after, wish = {}) => hear$1(http, wish, {
			first: () => rest(http, {
				turnId,
				after
			}, wish),
			known: {
				turnId,
				after
			}
		}),
		cancel: (turnId) => http.data("POST", `/run_sse/${turnId}/cancel`)
	};
}
function rest(http, { turnId, after }, { streaming, signal }) {
	const query = new URLSearchParams({
		...streaming === true ? { streaming: "true" } : {},
		...after === null ? {} : { after }
	});
	return http.send("GET", `/run_sse/${turnId}?${query}`, {
		signal,
		headers: { accept: "text/event-stream" }
	});
}
async function* hear$1(http, wish, hearing) {
	let known = hearing.known ?? null;
	let ask = hearing.first;
	for (let tries = 0;; tries++) {
		try {
			const response = await ask();
			if (!response.ok) await answerOf(response);
			const named = response.headers.get("x-turn-id");
			if (named !== null) known ??= {
				turnId: named,
				after: null
			};
			wish.onLost?.(false);
			for await (const event of eventsOf(response)) {
				tries = 0;
				known = placeAfter(known, event);
				yield event;
				if (isLast(event)) return;
			}
			if (known === null) return;
		} catch (error) {
			if (!mayComeBack(error, known, wish)) throw error;
			if (known === null) throw new TurnLost("The connection broke.", { cause: error });
			if (tries >= MOST_TRIES$1) throw error;
			wish.onLost?.(true);
		}
		await http.wait(Math.min(5e3, 300 * 2 ** tries), wish.signal);
		const place = known;
		ask = () => rest(http, place, wish);
	}
}
/** Only streams of a named turn are asked for again; where in it, its events say. */
function placeAfter(known, { id, customMetadata }) {
	if (known === null || id === void 0 || "resume" in (customMetadata ?? {})) return known;
	return {
		turnId: known.turnId,
		after: id
	};
}
/** Refusals and the caller's own stop are final; a server that is away, busy or stops in mid-stream is not. */
function mayComeBack(error, known, { signal }) {
	if (signal?.aborted === true) return false;
	if (!(error instanceof ApiError)) return true;
	if (known === null) return false;
	return isAway(error) || error.status >= 500 || error.status === 429;
}
// src/client/uploads.ts
/** Pauses before another try of a piece, in ms. What the server refuses is not tried again. */
var RETRIES = [
	500,
	1e3,
	3e3,
	5e3,
	1e4,
	2e4
];
var UNKNOWN = {
	filename: "file",
	file_type: "file",
	duration: 0,
	width: null,
	height: null,
	fps: null
};
function openUploads(http) {
	const send = async (sessionId, body, signal) => {
		const { files = [], failed = [] } = await http.data("POST", `/api/upload-video/nemo_agent/me/${sessionId}`, {
			body,
			signal,
			once: true,
			headers: { "idempotency-key": crypto.randomUUID() }
		});
		return {
			files: files.map((file) => ({
				...UNKNOWN,
				...file
			})),
			failed
		};
	};
	return {
		files: (sessionId, files, signal) => {
			const form = new FormData();
			for (const { name, bytes } of files) form.append("files", bytes, name);
			return send(sessionId, form, signal);
		},
		urls: (sessionId, urls, signal) => send(sessionId, {
			urls,
			source_type: "url"
		}, signal),
		resumable: (sessionId, file, options = {}) => resumable(http, sessionId, {
			file,
			options
		})
	};
}
async function resumable(http, sessionId, { file, options }) {
	const { signal, onProgress, onAddress, address, chunkSize } = options;
	const { Upload: TusUpload } = await import("tus-js-client");
	signal?.throwIfAborted();
	let upload = null;
	const stop = () => {
		upload?.abort();
	};
	try {
		await new Promise((done, failed) => {
			signal?.addEventListener("abort", () => {
				failed(signal.reason);
			});
			upload = new TusUpload(file.bytes, {
				endpoint: http.address("/files/"),
				headers: http.headers(),
				metadata: {
					session_id: sessionId,
					filename: file.name
				},
				retryDelays: RETRIES,
				...address === void 0 ? {} : { uploadUrl: address },
				...isBrowser ? {} : { fileReader: { openFile: piecesOf } },
				...isBrowser && chunkSize === void 0 ? {} : { chunkSize: chunkSize ?? PIECE },
				onProgress: (sent, total) => onProgress?.(sent, total ?? file.bytes.size),
				onUploadUrlAvailable: () => onAddress?.(upload?.url ?? ""),
				onError: (error) => {
					failed(refusalOf(error));
				},
				onSuccess: () => {
					done();
				}
			});
			upload.start();
		});
	} finally {
		if (signal?.aborted === true) stop();
	}
}
/** In a browser the uploader reads files itself; elsewhere it only knows streams, of which it cannot read a piece twice. */
var isBrowser = "XMLHttpRequest" in globalThis;
/** Bytes of a piece that is held in memory. */
var PIECE = 8e6;
/** A file in pieces, each read when it is its turn. */
var piecesOf = (file) => {
	const bytes = file;
	return Promise.resolve({
		size: bytes.size,
		slice: async (start, end) => {
			const piece = new Uint8Array(await bytes.slice(start, end).arrayBuffer());
			return {
				value: Object.assign(piece, { size: piece.length }),
				done: end >= bytes.size
			};
		},
		close: () => void 0
	});
};
/** The server's own sentence out of what the uploader says. */
function refusalOf(error) {
	const response = error.originalResponse ?? null;
	if (response === null) return new ApiError("The upload broke off.", {
		code: 0,
		status: 0,
		cause: error
	});
	const status = response.getStatus();
	try {
		const { code, message, data } = JSON.parse(response.getBody());
		return new ApiError(message, {
			code,
			status,
			data
		});
	} catch {
		return new ApiError(`The server refused the upload (${status}).`, {
			code: status,
			status
		});
	}
}
// src/client/index.ts
function openClient(options) {
	const http = openHttp(options);
	const { data } = http;
	return {
		accounts: {
			anonymous: (clientId) => data("POST", "/api/auth/anonymous-token", {
				headers: { "x-client-id": clientId },
				once: true
			}),
			register: (body) => data("POST", "/api/auth/register", {
				body,
				once: true
			}),
			login: (body) => data("POST", "/api/auth/login", {
				body,
				once: true
			}),
			logout: () => data("POST", "/api/auth/logout"),
			verify: () => data("POST", "/api/auth/verify"),
			tokens: async () => (await data("GET", "/api/auth/tokens")).tokens,
			createToken: (body) => data("POST", "/api/auth/tokens", {
				body,
				once: true
			}),
			revokeToken: (id) => data("DELETE", `/api/auth/tokens/${encodeURIComponent(id)}`),
			claim: ({ task_id, session_id }) => data("POST", "/api/auth/claim-token", { body: {
				task_id,
				session_id
			} }),
			webhookSecret: () => data("GET", "/api/webhooks/secret")
		},
		credits: {
			balance: async () => {
				const { available = 0, frozen = 0, total } = await data("GET", "/api/credits/balance/simple");
				return {
					available,
					frozen,
					total: total ?? available + frozen
				};
			},
			history: async (page = {}) => (await data("GET", `/api/credits/history${query(page)}`)).entries
		},
		projects: projectsOf(data),
		state: statesOf(data),
		uploads: openUploads(http),
		turns: openTurns(http),
		renders: openRenders(http),
		call: http.answer,
		as: (token) => openClient({
			...options,
			token
		})
	};
}
var projectsOf = (data) => ({
	create: ({ name, language } = {}) => data("POST", "/api/tasks/me/with-session/nemo_agent", { body: {
		...name === void 0 ? {} : { task_name: name },
		...language === void 0 ? {} : { language }
	} }),
	list: async (page = {}) => (await data("GET", `/api/tasks/me${query(page)}`)).tasks,
	get: (id) => data("GET", `/api/tasks/me/${encodeURIComponent(id)}`),
	rename: (id, name) => data("PATCH", `/api/tasks/me/${encodeURIComponent(id)}`, { body: { task_name: name } }),
	remove: (id) => data("DELETE", `/api/tasks/me/${encodeURIComponent(id)}`)
});
function statesOf(data) {
	const at = (sessionId, rest) => `/api/state/nemo_agent/me/${encodeURIComponent(sessionId)}/${rest}`;
	return {
		latest: (sessionId) => data("GET", at(sessionId, "latest")),
		versions: async (sessionId) => (await data("GET", at(sessionId, "versions"))).versions,
		restore: (sessionId, version) => data("POST", at(sessionId, "restore"), { body: { version } }),
		edit: (sessionId, baseVersion, operations) => data("PATCH", at(sessionId, "draft"), { body: {
			base_version: baseVersion,
			operations
		} }),
		captions: async (sessionId, format = "srt") => (await data("GET", at(sessionId, `captions?format=${format}`))).content
	};
}
function query(values) {
	const given = Object.entries(values).flatMap(([key, value]) => value === void 0 ? [] : [[key, String(value)]]);
	return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}
// src/remote/kept.ts
var FILE = "remote.json";
/** A file that is missing or damaged is as none: a new client id, no tokens. */
async function readKept(folder) {
	try {
		const { clientId, servers } = JSON.parse(await readFile(path.join(folder, FILE), "utf8"));
		if (typeof clientId === "string" && typeof servers === "object" && servers !== null) return {
			clientId,
			servers
		};
	} catch {}
	return {
		clientId: crypto.randomUUID(),
		servers: {}
	};
}
/** Readable by its owner only: it holds tokens. */
async function keep(folder, kept) {
	await mkdir(folder, { recursive: true });
	const file = path.join(folder, FILE);
	const part = `${file}.${process.pid}`;
	await writeFile(part, JSON.stringify(kept, null, 2), { mode: 384 });
	await chmod(part, 384);
	await rename(part, file);
}
function placeOf(kept, server) {
	kept.servers[server] ??= {
		token: null,
		session: null
	};
	return kept.servers[server];
}
// src/remote/words.ts
/** What the commands say themselves. What a server did, it says in its own words. */
var WORDS = {
	connected: (p) => ({
		en: `Connected to ${p.url}. Credits: ${p.credits}. Session: ${p.session}.`,
		zh: `已连接 ${p.url}。积分：${p.credits}。会话：${p.session}。`
	}),
	added: (p) => {
		const about = p.seconds > 0 ? `${p.kind}, ${p.seconds.toFixed(1)} s` : p.kind;
		return {
			en: `Added ${p.file} (${about}).`,
			zh: `已添加 ${p.file}（${about}）。`
		};
	},
	credits: (p) => ({
		en: `Credits: ${p.available}${p.frozen > 0 ? `, and ${p.frozen} held by what is running` : ""}.`,
		zh: `积分：${p.available}${p.frozen > 0 ? `，另有 ${p.frozen} 被进行中的任务占用` : ""}。`
	}),
	waiting: (p) => ({
		en: `Too many calls: waiting ${p.seconds} s.`,
		zh: `请求过多：等待 ${p.seconds} 秒。`
	}),
	working: (p) => ({
		en: `Still working on it (${p.minutes} min) …`,
		zh: `仍在处理（${p.minutes} 分钟）……`
	}),
	broke: () => ({
		en: "The connection broke; the work goes on without it.",
		zh: "连接已中断，服务器仍在继续处理。"
	}),
	uploading: (p) => ({
		en: `… sending ${p.file} ${p.percent} %`,
		zh: `……正在上传 ${p.file} ${p.percent}%`
	}),
	rendering: (p) => ({
		en: `… rendering ${p.percent} %`,
		zh: `……正在渲染 ${p.percent}%`
	}),
	changed: (p) => ({
		en: `Done. New on the timeline: ${p.now}${p.before === "" ? "" : `. Before: ${p.before}`}.`,
		zh: `完成。时间线上的变化：${p.now}${p.before === "" ? "" : `。之前：${p.before}`}。`
	}),
	nothing: () => ({
		en: "The server said nothing, and nothing has changed.",
		zh: "服务器没有回复，时间线也没有变化。"
	}),
	busy: (p) => ({
		en: `Working on a request since ${p.since}.`,
		zh: `从 ${p.since} 起正在处理一个请求。`
	}),
	saved: (p) => {
		const length = p.seconds === null ? "" : `${p.seconds.toFixed(1)} s, `;
		return {
			en: `${p.file} (${length}${p.megabytes} MB)`,
			zh: `${p.file}（${length}${p.megabytes} MB）`
		};
	},
	batch: (p) => ({
		en: `${p.done} of ${p.all} done.`,
		zh: `${p.all} 个中已完成 ${p.done} 个。`
	})
};
var textOf = (said, lang) => typeof said === "string" ? said : said[lang];
// src/remote/connection.ts
async function connect(options) {
	const { url, home, voice, signal, wait, attribution } = options;
	const kept = await readKept(home);
	const nobody = openClient({
		url,
		attribution,
		wait,
		language: voice.lang === "zh" ? "zh-CN" : "en",
		onWait: (seconds) => {
			voice.note(WORDS.waiting({ seconds }));
		}
	});
	const client = nobody.as(options.token ?? await anonymousToken(nobody, {
		kept,
		home,
		url
	}));
	const place = placeOf(kept, url);
	const isLost = options.check === true && place.session !== null && await isGone(client, place.session);
	if (options.fresh === true || place.session === null || isLost) {
		place.session = await newSession({
			client,
			voice
		}, "project");
		await keep(home, kept);
	}
	return {
		url,
		client,
		session: place.session,
		voice,
		signal,
		wait
	};
}
/** The kept token while it works, or a new one for the same account. */
async function anonymousToken(nobody, about) {
	const { kept, home, url } = about;
	const place = placeOf(kept, url);
	if (place.token !== null) try {
		await nobody.as(place.token).credits.balance();
		return place.token;
	} catch (error) {
		if (!(error instanceof ApiError) || error.status !== 401) throw error;
	}
	const { token } = await nobody.accounts.anonymous(kept.clientId);
	place.token = token;
	await keep(home, kept);
	return token;
}
async function isGone(client, session) {
	try {
		await client.state.latest(session);
		return false;
	} catch (error) {
		if (error instanceof ApiError && error.status === 404) return true;
		throw error;
	}
}
/** A session in a project of its own. */
async function newSession({ client, voice }, name) {
	return (await client.projects.create({
		name: name.slice(0, 200),
		language: voice.lang
	})).session_id;
}
/** What the session shows. Servers differ in how deep it lies; one that says nothing has an empty timeline. */
async function stateOf({ client, session }) {
	const latest = await client.state.latest(session);
	return latest?.state ?? latest ?? {};
}
// src/base/catalogue/remote.ts
/** What somebody meets who edits on a server from elsewhere; what the server refuses is said in its own sentences. */
var REMOTE_FAILURES = {
	"remote.usage": {
		status: 400,
		api: 400,
		remedy: "fix-input",
		exit: 2,
		say: (p) => ({
			en: `Use: ${p.usage}.`,
			zh: `用法：${p.usage}。`
		})
	},
	"remote.no_server": {
		status: 503,
		api: 5001,
		remedy: "retry",
		say: (p) => ({
			en: `Nothing answers at ${p.url}. Start it with "tellcut serve", or set TELLCUT_URL to the address of a server.`,
			zh: `${p.url} 没有响应。请用“tellcut serve”启动服务，或把 TELLCUT_URL 设为服务器地址。`
		})
	},
	"remote.bad_address": {
		status: 400,
		api: 400,
		remedy: "fix-input",
		exit: 2,
		say: (p) => ({
			en: `"${p.url}" is no address of a server. It begins with http:// or https://.`,
			zh: `“${p.url}”不是有效的服务器地址，地址应以 http:// 或 https:// 开头。`
		})
	},
	"remote.no_file": {
		status: 404,
		api: 1003,
		remedy: "fix-input",
		say: (p) => ({
			en: `${p.file} is no file that can be read.`,
			zh: `${p.file} 不是可读取的文件。`
		})
	},
	"remote.some_refused": {
		status: 400,
		api: 400,
		remedy: "fix-input",
		say: (p) => ({
			en: `${p.failed} of ${p.all} files failed; the lines above say why.`,
			zh: `${p.all} 个文件中有 ${p.failed} 个失败，原因见上方。`
		})
	},
	"remote.still_working": {
		status: 503,
		api: 5001,
		remedy: "retry",
		say: () => ({
			en: "The server is still working on it. Look at \"status\" later; do not send it again.",
			zh: "服务器仍在处理。请稍后用“status”查看，不要重复发送。"
		})
	},
	"remote.render_ended": {
		status: 500,
		api: 5e3,
		remedy: "retry",
		say: (p) => ({
			en: p.error ?? `The export ended as ${p.status}.`,
			zh: p.error ?? `导出未完成：${p.status}。`
		})
	}
};
// src/remote/failure.ts
/**
* A failure of our own, named in the catalogue. This folder reads its part of the catalogue alone: the whole of it, with its
* translations, would be most of the skills' script.
*/
var RemoteError = class extends Error {
	name = "RemoteError";
	code;
	said;
	/** Exit code of the command. */
	exit;
	constructor(code, said) {
		super(said.en);
		this.code = code;
		this.said = said;
		const failure = REMOTE_FAILURES[code];
		this.exit = failure.exit ?? (failure.status >= 500 ? 1 : 3);
	}
};
function failure(code, params) {
	const { say } = REMOTE_FAILURES[code];
	return new RemoteError(code, say(params));
}
// src/remote/still.ts
/** How long somebody waits without a word: agents take longer silence for a program that hangs. */
var STILL_MS = 12e4;
/** Does something that may take long, with a note every two minutes that it goes on. */
async function noting(voice, work) {
	const began = Date.now();
	const timer = setInterval(() => {
		voice.note(WORDS.working({ minutes: Math.round((Date.now() - began) / 6e4) }));
	}, STILL_MS);
	try {
		return await work();
	} finally {
		clearInterval(timer);
	}
}
// src/remote/render.ts
/** Exports the session on the server and saves the file. */
var renderTo = (at, wanted) => noting(at.voice, () => exportTo(at, wanted));
async function exportTo(at, { out, output }) {
	const { client, session, voice, signal } = at;
	const format = output.format ?? (path.extname(out ?? "").slice(1).toLowerCase() || "mp4");
	const state = await stateOf(at);
	const own = state.history === void 0 ? { draft: state.draft } : {};
	const id = await client.renders.start(session, {
		...output,
		format
	}, own);
	let told = -1;
	let last = null;
	for await (const now of client.renders.follow(id, { signal })) {
		last = now;
		const percent = Math.floor(now.progress);
		if (percent < told + 10 && !(hasEnded(now) && percent > told)) continue;
		told = percent;
		voice.note(WORDS.rendering({ percent }));
	}
	if (last === null || last.status !== "completed") throw failure("remote.render_ended", {
		status: last?.status ?? "unknown",
		error: last?.error ?? null
	});
	const file = out ?? `${id}.${format}`;
	await save(at, last, file);
	const bytes = (await stat(file)).size;
	for (const note of last.notes) voice.note(note);
	const about = {
		file: path.resolve(file),
		megabytes: (bytes / 1e6).toFixed(1),
		seconds: last.duration
	};
	voice.tell(WORDS.saved(about));
}
/** How often a download that breaks off goes on where it was. */
var MOST_TRIES = 4;
/** Writes a finished file under its name only when it is whole. */
async function save({ client, signal }, render, file) {
	const part = `${file}.part`;
	await mkdir(path.dirname(path.resolve(file)), { recursive: true });
	try {
		for (let tries = 1;; tries++) {
			const from = (await stat(part).catch(() => null))?.size ?? 0;
			try {
				const { body, status } = await client.renders.download(render, {
					signal,
					from: tries === 1 ? 0 : from
				});
				if (body === null) throw new ApiError("The file came empty.", {
					code: 5e3,
					status: 500
				});
				const stream = Readable.fromWeb(body);
				await pipeline(stream, createWriteStream(part, { flags: status === 206 ? "a" : "w" }), { signal });
				break;
			} catch (error) {
				const isRefused = error instanceof ApiError && error.status >= 400 && error.status < 500;
				if (signal.aborted || isRefused || tries >= MOST_TRIES) throw error;
			}
		}
		await rename(part, file);
	} finally {
		await rm(part, { force: true });
	}
}
// src/remote/timeline.ts
var KINDS = {
	0: "Video",
	1: "Audio",
	7: "Text"
};
/** Where clients of the published draft keep what a segment is called. */
var NAMES = [
	"name",
	"title",
	"text",
	"content",
	"filename",
	"file_name"
];
/** One line for each track: `1. Video: talk.mp4 (0-10s)`. Segments of a published draft stand one after the other. */
function tracksOf(state) {
	const tracks = state.draft?.t;
	if (!Array.isArray(tracks)) return [];
	return tracks.map(({ tt, sg }, index) => {
		let at = 0;
		const parts = (Array.isArray(sg) ? sg : []).map((segment) => {
			const from = at;
			at += typeof segment.d === "number" ? segment.d : 0;
			return `${nameOf(segment)}${secondsOf(from)}-${secondsOf(at)}s`;
		});
		const kind = KINDS[Number(tt)] ?? "Track";
		const shown = parts.length > 6 ? [...parts.slice(0, 5), `${parts.length - 5} more`] : parts;
		return `${index + 1}. ${kind}: ${shown.join(", ") || "empty"}`;
	});
}
var secondsOf = (ms) => String(Math.round(ms / 100) / 10);
function nameOf({ m }) {
	if (typeof m !== "object" || m === null) return "";
	const found = NAMES.map((key) => m[key]).find((name) => typeof name === "string");
	return found === void 0 ? "" : `${found} `;
}
/** The timeline in one line: the server's own, or ours. */
function timelineOf(state) {
	if (typeof state.summary === "string" && state.summary !== "") return state.summary;
	const tracks = tracksOf(state);
	return `Timeline (${tracks.length} ${tracks.length === 1 ? "track" : "tracks"}): ${tracks.join(" ")}`;
}
/** What a turn did that said nothing: tracks that are new or other than before, and what they were. Null: nothing. */
function changesOf(before, after) {
	const [old, now] = [tracksOf(before), tracksOf(after)];
	const added = now.filter((track) => !old.includes(track));
	const gone = old.filter((track) => !now.includes(track));
	if (added.length + gone.length > 0) return {
		now: added.join("; ") || "nothing",
		before: gone.join("; ")
	};
	if (JSON.stringify(before.draft) === JSON.stringify(after.draft)) return null;
	return {
		now: now.join("; "),
		before: ""
	};
}
// src/remote/commands.ts
/** How long a turn without a stream is waited for: a turn lasts 15 minutes at most. */
var TURN_MS = 96e4;
var LOOK_MS = 3e3;
/** A foreign server's timeline that stays the same so often is taken as done, where nothing says so. */
var QUIET_LOOKS = 5;
async function connected({ url, client, session, voice }) {
	const { available } = await client.credits.balance();
	voice.tell(WORDS.connected({
		url,
		credits: String(available),
		session
	}));
}
async function credits({ client, voice }) {
	const { available, frozen } = await client.credits.balance();
	voice.tell(WORDS.credits({
		available,
		frozen
	}));
}
async function status(at) {
	const state = await stateOf(at);
	at.voice.tell(timelineOf(state));
	const { turn } = state;
	if (turn !== void 0 && turn !== null) at.voice.tell(WORDS.busy({ since: turn.started_at ?? "…" }));
}
var isAddress = (word) => /^https?:\/\//.test(word);
async function fileAt(file) {
	if ((await stat(file).catch(() => null))?.isFile() !== true) throw failure("remote.no_file", { file });
	return {
		name: path.basename(file),
		bytes: await openAsBlob(file)
	};
}
/** Files of more bytes are sent in pieces that survive a broken connection, where the server and the caller can. */
var LARGE = 32e6;
/**
* Sends files and addresses in the order in which they are named, for so they come onto the timeline; neighbours of a kind
* go together. `inPieces`: whether resumable uploads are at hand.
*/
async function upload(at, words, inPieces) {
	const { client, session, voice, signal } = at;
	const found = await Promise.all(words.map(async (word) => isAddress(word) ? word : fileAt(word)));
	const isResumable = inPieces && found.some((one) => typeof one !== "string" && one.bytes.size > LARGE) && await knowsTus(at);
	const pieces = found.map((one) => {
		if (typeof one === "string") return {
			kind: "url",
			url: one
		};
		return {
			kind: isResumable && one.bytes.size > LARGE ? "large" : "file",
			file: one
		};
	});
	let failed = 0;
	for (const { kind, run } of runsOf(pieces)) {
		if (kind === "large") {
			for (const piece of run) if (piece.kind === "large") await sendLarge(at, piece.file);
			continue;
		}
		const urls = run.flatMap((piece) => piece.kind === "url" ? [piece.url] : []);
		const files = run.flatMap((piece) => piece.kind === "url" ? [] : [piece.file]);
		const done = await (kind === "url" ? client.uploads.urls(session, urls, signal) : client.uploads.files(session, files, signal));
		for (const file of done.files) voice.tell(addedLine(file));
		for (const { filename, message } of done.failed) voice.note(`${filename}: ${message}`);
		failed += done.failed.length;
	}
	if (failed > 0) throw failure("remote.some_refused", {
		failed,
		all: words.length
	});
}
/** Neighbours of the same kind, in order. */
function runsOf(pieces) {
	const runs = [];
	for (const piece of pieces) {
		const last = runs.at(-1);
		if (last?.kind === piece.kind) last.run.push(piece);
		else runs.push({
			kind: piece.kind,
			run: [piece]
		});
	}
	return runs;
}
var addedLine = ({ filename, file_type: kind, duration }) => WORDS.added({
	file: filename,
	kind,
	seconds: Number(duration)
});
async function knowsTus({ client }) {
	try {
		await client.call("OPTIONS", "/files/");
		return true;
	} catch (error) {
		return error instanceof ApiError && error.status === 204;
	}
}
async function sendLarge(at, file) {
	const { client, session, voice, signal } = at;
	let told = 0;
	await client.uploads.resumable(session, file, {
		signal,
		onProgress: (sent, total) => {
			const percent = Math.floor(100 * sent / total);
			if (percent < told + 10) return;
			told = percent;
			voice.note(WORDS.uploading({
				file: file.name,
				percent
			}));
		}
	});
	const { video_infos: infos = [] } = await stateOf(at);
	const taken = infos.findLast(({ filename }) => filename === file.name);
	if (taken !== void 0) voice.tell(addedLine(taken));
}
/** Says something once, tells what was answered, and what the timeline is then. */
async function say(at, words) {
	const before = await stateOf(at);
	await noting(at.voice, async () => {
		const heard = await hear(at, words);
		await tellTimeline(at, {
			before,
			...heard
		});
	});
}
/** Tells what the server answers. `isOver`: whether it was heard to its end. */
async function hear({ client, session, voice, signal }, words) {
	let hasSpoken = false;
	let label = "";
	const onLost = (isLost) => {
		if (isLost) voice.note(WORDS.broke());
	};
	try {
		for await (const event of client.turns.say(session, words, {
			signal,
			onLost
		})) {
			const foreign = event.error;
			if (event.errorMessage !== void 0 || foreign !== void 0) throw new ApiError(event.errorMessage ?? String(foreign), {
				code: Number(event.errorCode) || 500,
				status: 500
			});
			for (const text of event.partial === true ? [] : textsOf(event)) {
				hasSpoken = true;
				voice.tell(text);
			}
			const now = event.customMetadata?.["label"];
			if (typeof now !== "string" || now === label) continue;
			label = now;
			voice.note(`… ${now}`);
		}
		return {
			hasSpoken,
			isOver: true
		};
	} catch (error) {
		if (!(error instanceof TurnLost)) throw error;
		voice.note(WORDS.broke());
		return {
			hasSpoken,
			isOver: false
		};
	}
}
async function tellTimeline(at, { before, hasSpoken, isOver }) {
	const { voice } = at;
	const after = isOver ? await stateOf(at) : await settled(at);
	if (!hasSpoken) {
		const changes = changesOf(before, after);
		voice.tell(changes === null ? WORDS.nothing() : WORDS.changed(changes));
	}
	voice.tell(timelineOf(after));
}
var textsOf = ({ content }) => (content?.parts ?? []).flatMap((part) => "text" in part && typeof part.text === "string" && part.text !== "" ? [part.text] : []);
/** The state once a turn that nobody streams any more is over; it is never sent again. */
async function settled(at) {
	let last = "";
	let quiet = 0;
	for (const end = Date.now() + TURN_MS; Date.now() < end; await at.wait(LOOK_MS, at.signal)) {
		const state = await stateOf(at);
		if (state.turn === null) return state;
		const now = JSON.stringify(state.draft ?? null);
		quiet = now === last ? quiet + 1 : 0;
		last = now;
		if (state.turn === void 0 && quiet >= QUIET_LOOKS) return state;
	}
	throw failure("remote.still_working", void 0);
}
/** Media in folders, by their endings; a file that was named is taken as it is. */
var MEDIA = /\.(?:mp4|mov|avi|webm|mkv|m4v|jpe?g|png|gif|webp|mp3|wav|m4a|aac)$/i;
async function filesIn(word) {
	if ((isAddress(word) ? null : await stat(word).catch(() => null))?.isDirectory() !== true) return [word];
	return (await readdir(word)).filter((name) => !name.startsWith(".") && MEDIA.test(name)).toSorted().map((name) => path.join(word, name));
}
/** Each file in a project of its own, into one folder. One that fails does not stop the others. */
async function batch(at, words, wanted) {
	const { out, inPieces, ...output } = wanted.rules;
	const files = (await Promise.all(wanted.names.map(filesIn))).flat();
	let failed = 0;
	for (const file of files) try {
		const own = {
			...at,
			session: await newSession(at, path.basename(file))
		};
		await upload(own, [file], inPieces);
		await say(own, words);
		const name = `${path.parse(file).name}.${output.format ?? "mp4"}`;
		await renderTo(own, {
			out: path.join(out, name),
			output
		});
	} catch (error) {
		if (!(error instanceof RemoteError || error instanceof ApiError) || at.signal.aborted) throw error;
		failed += 1;
		at.voice.note(`${file}: ${error instanceof RemoteError ? error.said[at.voice.lang] : error.message}`);
	}
	at.voice.tell(WORDS.batch({
		done: files.length - failed,
		all: files.length
	}));
	if (failed > 0) throw failure("remote.some_refused", {
		failed,
		all: files.length
	});
}
// src/remote/run.ts
/**
* `tellcut remote …`, and the script of the skills: edits on a server from a shell. Results go to stdout, what goes on
* meanwhile and what fails to stderr.
*/
var USAGE = "connect [--new] · upload <file or address>… · say \"<words>\" · status · credits · export [-o file] · batch \"<words>\" <file or folder>… -o <folder>";
var TEXT = { type: "string" };
var OPTIONS = {
	new: { type: "boolean" },
	out: {
		...TEXT,
		short: "o"
	},
	format: TEXT,
	quality: TEXT,
	resolution: TEXT,
	platform: TEXT,
	server: TEXT,
	skill: TEXT,
	lang: TEXT,
	help: {
		type: "boolean",
		short: "h"
	}
};
var parse = (args) => parseArgs({
	args: [...args],
	allowPositionals: true,
	options: OPTIONS
});
/** Runs one command and returns its exit code: 0 done · 1 the server's trouble · 2 usage · 3 refused · 130 stopped. */
async function runRemote(args, around) {
	const { stdout, stderr } = around;
	const lang = languageOf(args, around.env);
	const line = (said) => `${textOf(said, lang)}\n`;
	const voice = {
		lang,
		tell: (said) => stdout(line(said)),
		note: (said) => stderr(line(said))
	};
	let url = "";
	try {
		const { values, positionals } = parsed(args);
		url = serverOf(values, around);
		if (values.help === true || positionals[0] === "help") {
			voice.tell(USAGE);
			return 0;
		}
		await runVerb(positionals, values, {
			around,
			voice
		});
		return 0;
	} catch (error) {
		if (around.signal.aborted) return 130;
		const { said, code, exit } = sentenceOf(error, url);
		voice.note(code === null ? said : `${textOf(said, lang)} (${code})`);
		return exit;
	}
}
function parsed(args) {
	try {
		return parse(args);
	} catch {
		throw failure("remote.usage", { usage: USAGE });
	}
}
async function runVerb(positionals, values, about) {
	const [verb, ...words] = positionals;
	const { inPieces } = about.around;
	const open = (more = {}) => connection(values, about, more);
	if (verb === "connect") return connected(await open({
		fresh: values.new === true,
		check: true
	}));
	if (verb === "status") return status(await open());
	if (verb === "credits") return credits(await open());
	if (verb === "export") return renderTo(await open(), {
		out: values.out ?? null,
		output: outputOf(values)
	});
	if (verb === "upload" && words.length > 0) return upload(await open(), words, inPieces);
	if (verb === "say" && words.length > 0) return say(await open(), words.join(" "));
	if (verb === "batch" && words.length > 1) {
		const rules = {
			...outputOf(values),
			out: values.out ?? "edited",
			inPieces
		};
		return batch(await open(), words[0] ?? "", {
			names: words.slice(1),
			rules
		});
	}
	throw failure("remote.usage", { usage: USAGE });
}
var outputOf = ({ format, quality, resolution, platform }) => ({
	...format === void 0 ? {} : { format },
	...quality === void 0 ? {} : { quality },
	...resolution === void 0 ? {} : { resolution },
	...platform === void 0 ? {} : { platform }
});
/** An empty variable is as none. */
var given = (value) => value === void 0 || value === "" ? null : value;
var serverOf = (values, { env }) => (given(values.server) ?? given(env["TELLCUT_URL"]) ?? "http://127.0.0.1:8787").replace(/\/+$/, "");
function connection(values, { around, voice }, more) {
	const { env, signal } = around;
	const url = serverOf(values, around);
	if (!/^https?:\/\/[^/]/.test(url) || !URL.canParse(url)) throw failure("remote.bad_address", { url });
	const skill = given(values.skill) ?? given(env["TELLCUT_SKILL"]);
	const who = (skill === null ? null : around.skillIn(skill)) ?? around.attribution;
	return connect({
		url,
		token: given(env["TELLCUT_TOKEN"]),
		home: given(env["TELLCUT_HOME"]) ?? path.join(homedir(), ".config", "tellcut"),
		attribution: {
			...who,
			platform: given(env["SKILL_PLATFORM"]) ?? who.platform
		},
		voice,
		signal,
		wait: around.wait ?? pause,
		...more
	});
}
/** That of the words, or the one asked for, or the machine's. */
function languageOf(args, env) {
	const asked = args[args.indexOf("--lang") + 1];
	if (args.includes("--lang") && asked !== void 0) return langOf(asked);
	const machine = langOf(given(env["LC_ALL"]) ?? given(env["LC_MESSAGES"]) ?? given(env["LANG"]) ?? "en");
	return detectLang(["say", "batch"].includes(args[0] ?? "") ? args[1] ?? "" : "", machine) === "zh" ? "zh" : machine;
}
/** What a person is told: our sentence, or the server's with its number and, where it names one, the address to register at. */
function sentenceOf(error, url) {
	if (error instanceof RemoteError) return {
		said: error.said,
		code: null,
		exit: error.exit
	};
	if (isAway(error)) return {
		said: failure("remote.no_server", { url }).said,
		code: null,
		exit: 1
	};
	if (!(error instanceof ApiError)) return {
		said: error.message,
		code: null,
		exit: 1
	};
	const register = error.data?.["register_url"];
	return {
		said: typeof register === "string" ? `${error.message} ${register}` : error.message,
		code: error.code,
		exit: error.status >= 500 ? 1 : 3
	};
}
// src/remote/skill.ts
/** Who calls, when a skill does: its name and version from its head, the platform from where it is installed. */
/** Folders that platforms keep skills in. */
var PLATFORMS = [[/^\.?(?:clawhub|openclaw|clawdbot)$/, "clawhub"], [/^\.cursor$/, "cursor"]];
/** `unknown` unless the folder lies where a platform puts its skills. */
function platformOf(folder) {
	const names = path.resolve(folder).split(path.sep);
	return PLATFORMS.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? "unknown";
}
/** The skill in a folder; null when there is none. */
function skillIn(folder) {
	const head = headOf(path.join(folder, "SKILL.md"));
	const source = /^name: *"?([\w-]{1,64})"?\s*$/m.exec(head)?.[1];
	if (source === void 0) return null;
	return {
		source,
		version: /^ *version: *"?([\w.+-]{1,32})"?\s*$/m.exec(head)?.[1] ?? "1.0.0",
		platform: platformOf(folder)
	};
}
/** The lines between the first two `---`. */
function headOf(file) {
	try {
		return /^---\r?\n(.*?)\r?\n---/s.exec(readFileSync(file, "utf8"))?.[1] ?? "";
	} catch {
		return "";
	}
}
// src/remote/script.ts
/** The script of the skills (skills/…/scripts/tellcut.mjs), which is this module in one file, for Node 20 without packages. */
process.removeAllListeners("warning");
var stop = new AbortController();
process.once("SIGINT", () => {
	stop.abort();
});
var folder = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.exitCode = await runRemote(process.argv.slice(2), {
	env: process.env,
	attribution: skillIn(folder) ?? {
		source: "tellcut-remote",
		version: "1.0.0",
		platform: "unknown"
	},
	skillIn,
	inPieces: false,
	signal: stop.signal,
	stdout: (text) => process.stdout.write(text),
	stderr: (text) => process.stderr.write(text)
});
export {};
