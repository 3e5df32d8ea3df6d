package dev.imageclustering.vision;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/** A shared library of the system, which stays loaded from its first use on. Thread-safe. */
final class NativeLibrary {

    private final SymbolLookup symbols;

    /** A function of the library. */
    record Function(MethodHandle handle) {

        /** Calls the function with arguments of the very types it was declared with. */
        Object call(Object... arguments) {
            try {
                return handle.invokeWithArguments(arguments);
            } catch (RuntimeException | Error failure) {
                throw failure;
            } catch (Throwable impossible) {
                throw new IllegalStateException("A native function threw a Java exception", impossible);
            }
        }

        int callForInt(Object... arguments) {
            return (int) call(arguments);
        }

        MemorySegment callForPointer(Object... arguments) {
            return (MemorySegment) call(arguments);
        }
    }

    private NativeLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /** Returns the first library of these names that the system's loader finds. */
    static Optional<NativeLibrary> find(List<String> names) {
        return names.stream().flatMap(name -> find(name).stream()).findFirst();
    }

    @SuppressWarnings("restricted")
    private static Optional<NativeLibrary> find(String name) {
        try {
            return Optional.of(new NativeLibrary(SymbolLookup.libraryLookup(name, Arena.global())));
        } catch (IllegalArgumentException notThere) {
            return Optional.empty();
        }
    }

    boolean has(String symbol) {
        return symbols.find(symbol).isPresent();
    }

    /**
     * Returns a function that gives a value.
     *
     * @throws UnsatisfiedLinkError if the library, of another version, has none of this name
     */
    Function function(String symbol, MemoryLayout result, MemoryLayout... arguments) {
        return link(symbol, FunctionDescriptor.of(result, arguments));
    }

    /** Returns a function that gives no value; fails as {@link #function} does. */
    Function procedure(String symbol, MemoryLayout... arguments) {
        return link(symbol, FunctionDescriptor.ofVoid(arguments));
    }

    @SuppressWarnings("restricted")
    private Function link(String symbol, FunctionDescriptor descriptor) {
        MemorySegment address = symbols.find(symbol)
                .orElseThrow(() -> new UnsatisfiedLinkError("The library has no function " + symbol));
        return new Function(Linker.nativeLinker().downcallHandle(address, descriptor));
    }
}
